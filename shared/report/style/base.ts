/** Colours, type and links. Every pair of text and ground has a contrast of at least 4.5 in both schemes. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#16202a, #e4e9ee);
  --soft: light-dark(#51606e, #a3b1be);
  --paper: light-dark(#ffffff, #12181e);
  --panel: light-dark(#f4f6f8, #1a222a);
  --rule: light-dark(#cfd7de, #34414d);
  --hair: light-dark(#e3e8ec, #28333d);
  --brand: light-dark(#12475c, #7cc4dd);
  --cover: #12475c;
  --link: light-dark(#0b5a7a, #86cbe4);
  --medium: light-dark(#875800, #f0bf5a);
  --low: light-dark(#2f6384, #8fc1e3);
  --add: light-dark(#e6f3ea, #16301f);
  --del: light-dark(#fbe9e9, #3a1a1d);
  --note: light-dark(#eef5f8, #17252d);
  --gap: light-dark(#fdf4e3, #2e2614);
  --sans: "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans", sans-serif;
  --mono: "Cascadia Mono", Consolas, Menlo, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box }
html {
  font: 15px/1.5 var(--sans);
  color: var(--ink);
  background: var(--paper);
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  scroll-padding-top: 1rem;
}
body { margin: 0 }
a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .15em }
h1, h2, h3, h4 { line-height: 1.22; text-wrap: balance; margin: 0; overflow-wrap: anywhere }
h2 {
  font-size: 1.72rem;
  font-weight: 650;
  letter-spacing: -.01em;
  margin: 3.2rem 0 1rem;
  padding-top: .7rem;
  border-top: 3px solid var(--brand);
}
h2 .n { color: var(--brand); margin-right: .28em; font-variant-numeric: tabular-nums }
h3 { font-size: 1.2rem; font-weight: 650; margin: 2rem 0 .6rem }
h4 { font-size: .98rem; font-weight: 700; margin: 1.35rem 0 .35rem; color: var(--brand) }
p { margin: .45rem 0 .8rem; text-wrap: pretty; max-width: 74ch; overflow-wrap: anywhere }
ul, ol { margin: .4rem 0 .9rem; padding-left: 1.5rem; max-width: 74ch }
li { margin: .22rem 0; overflow-wrap: anywhere }
li::marker { color: var(--soft) }
main a[href^="#F-"], main a[href^="#E-"], main a[href^="#L-"], main a[href^="#C-"] { white-space: nowrap }
.lead { font-size: 1.12rem; line-height: 1.5 }
.soft { color: var(--soft) }
p.soft { font-size: .87rem }
.nw { white-space: nowrap }
.acct, time { font-variant-numeric: tabular-nums }
.acct { white-space: nowrap }
.ui { font-weight: 600 }
.unknown { font-style: italic }
.hash { font-family: var(--mono); font-size: .84em; overflow-wrap: anywhere }
.cut { color: var(--soft); font-size: .87em }
code, .mono, .x { font-family: var(--mono); font-size: .88em; overflow-wrap: anywhere }
.x { white-space: break-spaces; unicode-bidi: isolate }
.x.nw { white-space: nowrap }
h3 .x, .toc .x, .one .x { font-family: inherit; font-size: inherit }
h3 .x.odd, .toc .x.odd, .one .x.odd { outline: 1px dotted var(--soft) }
b .x { font-weight: 700 }
code .x, .mono .x { font-size: inherit }
.cp {
  border: 1px solid currentColor;
  border-radius: 3px;
  padding: 0 .25em;
  font-family: var(--mono);
  font-size: .8em;
  white-space: nowrap;
}
sup.ref { font-size: .72em; line-height: 0 }
sup.ref a { text-decoration: none }
sup.ref a:hover { text-decoration: underline }
.skip { position: absolute; left: -99em }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 9 }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
:target { scroll-margin-top: 1rem }

.sev, .cert {
  display: inline-block;
  font-size: .76rem;
  font-weight: 700;
  letter-spacing: .02em;
  line-height: 1.45;
  border: 1.5px solid currentColor;
  border-radius: 3px;
  padding: .06rem .5rem;
  white-space: nowrap;
}
.sev.critical { background: #7a1029; border-color: #7a1029; color: #fff }
.sev.high { background: #b8431a; border-color: #b8431a; color: #fff }
.sev.medium { color: var(--medium) }
.sev.low { color: var(--low); border-style: dashed }
.sev.info { color: var(--soft); border-style: dotted }
.cert { color: var(--ink); border-width: 1px; border-radius: 1em; margin-right: .3em }
.cert.partial { border-style: dashed }
.cert.ask { border-style: double; border-width: 3px; padding-block: 0 }
`;
