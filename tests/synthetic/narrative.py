"""Made-up narratives: paragraphs of the six parts, with the figures of the tables said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.support.printed_form import PrintedReport, Row

ABOUT = (
    "围绕{topic}，及时更新公开目录，全年通过门户网站发布信息{posts}条，政务新媒体发布信息{media}条。",
    "召开新闻发布会{press}次，发布政策解读{interpretations}篇，回应公众关切{replies}次。",
    "健全公文公开属性源头认定机制，拟制公文时同步确定公开属性，依法不予公开的说明理由。",
    "完善信息公开审查制度，坚持先审查、后公开，未发现失泄密情况。",
    "优化栏目设置，规范历年规范性文件的集中展示，清理失效链接{replies}处。",
    "举办业务培训{press}期，参训人员{trained}人次，工作人员依法公开的意识有所增强。",
    "把信息公开工作纳入年度考核，开展社会评议，全年没有因信息公开工作被追究责任的情形。",
)
PROBLEMS = (
    "一是公开内容的深度不够，解读形式比较单一；二是少数科室对公开工作重视不够，更新不及时。",
    "主要问题是基层人员变动较多，业务不够熟练，答复文书还不够规范。",
    "政策解读以文字为主，图表和视频较少；与公众的互动还不够。",
)
PLANS = (
    "下一步将加强培训，丰富解读形式，逐项对照目录查漏补缺，按时更新。",
    "下一年度将完善工作台账，明确专人负责，提高答复质量。",
    "今后将继续拓宽公开渠道，听取公众意见，改进栏目设置。",
)
TOPICS = ("重点领域信息公开", "优化营商环境", "民生实事", "财政预决算公开", "行政执法公示")
OTHER = ("本年度没有收取信息处理费，无其他需要报告的事项。", "无其他需要报告的事项。", "本年度未收取信息处理费。")


@dataclass(frozen=True)
class ToldReport(PrintedReport):
    """A printed report with a narrative: `figures` are the totals that it says in words."""

    figures: tuple[tuple[str, int], ...] = ()
    seed: str = ""

    def parts(self) -> Iterator[tuple[str, str | list[Row]]]:
        """Headings and tables as printed, paragraphs of its own."""
        chance = Random(self.seed)
        told = dict(enumerate((self._opening(), self._general(chance), [], [], [], *self._closing(chance))))
        for number, (kind, part) in enumerate(part for part in super().parts() if part[0] != "p"):
            yield kind, part
            if kind == "h":
                heading = sum(1 for k, _ in list(super().parts())[: number + 1] if k == "h") - 1
                yield from (("p", paragraph) for paragraph in told.get(heading, ()))

    def _opening(self) -> list[str]:
        notice = "〔2019〕60号" if self.edition == "2019" else "〔2021〕30号"
        return [
            f"本报告依据《中华人民共和国政府信息公开条例》和国办公开办函{notice}的要求，由{self.agency}编制。"
            f"所列数据的统计期限自{self.year}年1月1日起至{self.year}年12月31日止。"
        ]

    def _general(self, chance: Random) -> list[str]:
        numbers = {name: chance.randint(1, 60) for name in ("press", "interpretations", "replies", "trained")}
        numbers |= {"posts": int(chance.lognormvariate(5.5, 1)), "media": int(chance.lognormvariate(5, 1))}
        said = [text.format(topic=chance.choice(TOPICS), **numbers) for text in chance.sample(ABOUT, 5)]
        figures = dict(self.figures)
        requests = (
            f"{self.year}年共收到政府信息公开申请{figures['new_received']}件，上年结转{figures['carried_in']}件，"
            f"办结{figures['total_processed']}件，其中予以公开{figures['granted']}件，"
            f"结转下年度{figures['carried_out']}件。"
        )
        reviews = f"因信息公开被申请行政复议{figures['reconsideration']}件。"
        return ["（一）主动公开情况", *said[:2], "（二）依申请公开情况", requests + reviews, "（三）其他", *said[2:]]

    def _closing(self, chance: Random) -> tuple[list[str], list[str]]:
        problems = [chance.choice(PROBLEMS), chance.choice(PLANS)]
        day = f"{self.year + 1}年1月{chance.randint(5, 31)}日"
        return problems, [chance.choice(OTHER), self.agency, day]
