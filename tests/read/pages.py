"""Web pages as government sites publish them, written for the tests."""

from __future__ import annotations

KINDS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def torn(text: str, step: int = 2) -> str:
    """Each few characters in their own span, as word processors leave them."""
    parts = (text[start : start + step] for start in range(0, len(text), step))
    return "".join(
        f'<span style="font-family: 仿宋_GB2312; font-size: 16pt; line-height: 28pt">{part}</span>' for part in parts
    )


def word_cell(text: str, attributes: str = "") -> str:
    style = 'style="border:1px solid windowtext; padding: 0px 7px; word-break: break-all"'
    return (
        f'<td {attributes} valign="center" {style}>\n<p style="text-align:center;text-indent:0">'
        f'<span style="font-family:宋体;font-size:14px">{text or "&nbsp;"}</span></p></td>'
    )


def requests_table() -> str:
    """Head, two rows with spans, one row of blanks."""
    rows = [
        word_cell("（本列数据的勾稽关系）", 'colspan="2" rowspan="3"') + word_cell("申请人情况", 'colspan="7"'),
        word_cell("自然人", 'rowspan="2"')
        + word_cell("法人或其他组织", 'colspan="5"')
        + word_cell("总计", 'rowspan="2"'),
        "".join(word_cell(kind) for kind in KINDS[1:6]),
        word_cell("一、本年新收数量", 'colspan="2"') + "".join(word_cell(n) for n in "3100004"),
        word_cell("三、办理结果", 'rowspan="2"')
        + word_cell("（一）予以公开")
        + "".join(word_cell(n) for n in "2100003"),
        word_cell("（二）部分公开") + "".join(word_cell("") for _ in range(7)),
    ]
    return "<table border=1><tbody>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


def site_page(article: str, *, charset: str = "utf-8", links: int = 60) -> str:
    """A page with everything around the article that sites put there."""
    menu = "".join(f'<li><a href="/c{n}/index.html" target="_blank">政务栏目{n}</a></li>' for n in range(links))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<meta name="SiteName" content="某某市科学技术局" /><meta name="SiteIDCode" content="3713000012" />
<meta name="ArticleTitle" content="某某市科学技术局2022年政府信息公开工作年度报告" />
<meta name="PubDate" content="2023-01-18 09:30" />
<title>某某市科学技术局2022年政府信息公开工作年度报告_某某市科学技术局</title>
<style>td {{ padding: 0 }}</style><script>var total = "99999"; if (1 < 2) {{ document.write("<p>脚本</p>"); }}</script>
</head><body>
<div class="header"><div class="logo">某某市科学技术局</div><ul class="nav">{menu}</ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/gk">政务公开</a> &gt; 正文</div>
<div style="display: none">已隐藏的旧内容：新收申请999件。</div>
<div class="main">
<table class="info"><tr><td><b>索 引 号：</b></td><td>SDPR-2023-0118</td>
<td>发布机构：</td><td>某某市科学技术局</td></tr>
<tr><td>成文日期：</td><td>2023-01-17</td><td>有效性：</td><td>有效</td></tr></table>
<h1>某某市科学技术局2022年政府信息公开工作年度报告</h1>
<div class="tip">发布日期：2023-01-18 09:30 &nbsp; 来源：某某市科学技术局 &nbsp; 浏览次数：<span id="hits"></span>128
 <div class="share">分享到：<a href="#">微博</a></div></div>
<div id="zoom">{article}</div>
<div class="pager">上一篇：<a href="/1.html">关于公布清单的通知</a></div>
</div>
<div class="footer"><p>主办单位：某某市科学技术局 　 网站标识码：3713000012</p>
<p>版权所有 ICP备05000001号 建议使用1024*768分辨率浏览。</p></div>
<script src="/js/stat.js"></script></body></html>"""


def article() -> str:
    """A short report: sentences in torn spans, one table."""
    return (
        f"<p style='text-indent:2em'>{torn('本报告所列数据的统计期限自2022年1月1日起至12月31日止。')}</p>"
        f"<p><strong>{torn('一、总体情况')}</strong></p>"
        f"<p>{torn('2022年，我局主动公开政府信息1136条，')}<br/>{torn('收到申请4件。')}</p>"
        f"<p><strong>{torn('三、收到和处理政府信息公开申请情况')}</strong></p>{requests_table()}"
        f"<p>{torn('六、其他需要报告的事项')}</p><p>{torn('无其他需要报告的事项。')}</p>"
    )


def long_page(size: int = 100_000) -> str:
    """About `size` bytes of UTF-8 in the same style."""
    sentence = f"<p>{torn('我局扎实推进政务公开工作，主动公开各类信息，不断提升公开质量和水平。', 4)}</p>"
    body = article() + requests_table() * 3
    while len(body.encode()) < size - 12_000:
        body += sentence
    return site_page(body)
