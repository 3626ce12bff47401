/** Cover, contents and columns on screen, from 360 pixels up. */
export const layoutStyle = `
.cover {
  background: var(--cover);
  color: #fff;
  padding: 3.4rem max(2rem, calc((100vw - 80rem) / 2));
}
.cover .firm {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  align-items: center;
  gap: .8rem 2rem;
  font-weight: 600;
  letter-spacing: .02em;
  overflow-wrap: anywhere;
}
.cover .cls {
  border: 1.5px solid #fff;
  padding: .28rem .8rem;
  font-weight: 700;
  letter-spacing: .06em;
  font-size: .82rem;
  text-transform: uppercase;
}
.cover h1 { font-size: 2.7rem; font-weight: 650; letter-spacing: -.02em; margin: 3rem 0 .6rem; max-width: 18ch }
.cover .sub { font-size: 1.2rem; margin: 0 0 2.4rem; max-width: 46ch; color: #d7e7ee }
.cover dl {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: .42rem 2rem;
  margin: 0;
  max-width: 52rem;
  font-size: .95rem;
}
.cover dt { color: #b9d4df }
.cover dd { margin: 0; overflow-wrap: anywhere }
.cover .x { font-family: inherit; font-size: inherit }
.cover a { color: inherit }
.cover .foot { margin-top: 2.6rem; font-size: .85rem; color: #b9d4df; max-width: 64ch }
.cover .foot p { margin: .3rem 0 }

.shell {
  display: grid;
  grid-template-columns: 18.5rem minmax(0, 58rem);
  gap: 0 3rem;
  max-width: 84rem;
  margin: 0 auto;
  padding: 0 2rem;
}
.side {
  position: sticky;
  top: 0;
  height: 100vh;
  overflow: auto;
  padding: 1.6rem 1rem 2rem 0;
  border-right: 1px solid var(--hair);
  font-size: .87rem;
}
.conth { font-size: 1.05rem; font-weight: 700; margin: 0 0 .6rem }
.toc, .toc ol { list-style: none; margin: 0; padding: 0; max-width: none }
.toc ol { margin: .1rem 0 .5rem; padding-left: 1.75rem }
.toc li { margin: 0 }
.toc a {
  display: flex;
  gap: .5em;
  align-items: baseline;
  padding: .2rem .3rem;
  color: inherit;
  text-decoration: none;
  border-radius: 4px;
}
.toc a:hover { background: var(--panel); text-decoration: underline }
.toc .n { color: var(--soft); min-width: 1.3em; max-width: 30%; flex: none; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
.toc .fid { white-space: nowrap; flex: none; font-variant-numeric: tabular-nums }
.toc .t { min-width: 0; overflow-wrap: anywhere }
.toc .t * { white-space: normal }
.toc .sev { font-size: .64rem; padding: 0 .3rem; min-width: 4.9em; text-align: center; flex: none }
main { padding-bottom: 5rem; min-width: 0 }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2.2rem }

@media screen and (max-width: 1099px) {
  .shell { display: block; padding: 0 1.4rem }
  .side {
    position: static;
    height: auto;
    max-height: 60vh;
    border: 0;
    border-bottom: 1px solid var(--rule);
    padding: 1rem 0;
  }
  .toc { columns: 2; column-gap: 2rem }
  .toc ol li { break-inside: avoid }
}
@media screen and (max-width: 760px) {
  .two { display: block }
  .shell { padding: 0 1rem }
  .cover { padding: 2rem 1rem }
  .cover h1 { font-size: 2.1rem; margin-top: 2rem }
}
@media screen and (max-width: 620px) {
  .toc { columns: 1 }
  h2 { font-size: 1.4rem }
  .cover dl { display: block }
  .cover dd { margin: 0 0 .5rem }
}
`;
