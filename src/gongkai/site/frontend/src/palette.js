// Light or dark: as the reader's system has it until they choose here; the choice stays in their browser. The page itself
// sets what was chosen before it is painted (main.html).
const DARK = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try {
    return localStorage.getItem("scheme");
  } catch {
    return undefined;
  }
}

export function setUpPalette() {
  const button = document.querySelector("button[data-scheme]");
  const put = (scheme) => {
    document.body.dataset.mdColorScheme = scheme;
    button.setAttribute("aria-pressed", String(scheme === "slate"));
  };
  put(document.body.dataset.mdColorScheme);
  button.addEventListener("click", () => {
    const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      // a browser that keeps nothing shows it until the next page
    }
    put(scheme);
  });
  DARK.addEventListener("change", () => chosen() || put(DARK.matches ? "slate" : "default"));
}
