/** Pictures. On narrow screens they keep their size and scroll inside their figure, so that words stay readable. */
export const chartStyle = `
figure { margin: 1.2rem 0 1.6rem }
figcaption { font-size: .93rem; margin-bottom: .6rem; font-weight: 650 }
figcaption .soft { display: block; font-weight: 400; font-size: .88rem; margin-top: .1rem }
.plot { overflow-x: auto }
svg.chart { display: block; width: 100%; min-width: 37rem; height: auto; font-family: var(--sans) }
svg.chart + svg.chart { margin-top: .8rem }
svg text { fill: var(--ink); unicode-bidi: isolate }
svg .s { fill: var(--soft) }
svg .ax { stroke: light-dark(#9aa7b2, #5a6b7a); stroke-width: 1 }
svg .gr { stroke: var(--hair); stroke-width: 1 }
svg .pz { stroke: var(--soft); stroke-width: 1.4 }
svg .we { fill: var(--panel) }
svg .pa { fill: var(--paper) }
svg .bar { fill: light-dark(#3f7f99, #5aa3bf) }
svg .ol { fill: none; stroke: var(--ink); stroke-width: .8 }
svg .mk { stroke: var(--ink); stroke-width: 1 }
svg .hl { stroke: light-dark(#5d6d7a, #a3b1be); stroke-width: 1.2 }
svg .hd { fill: light-dark(#5d6d7a, #a3b1be) }
svg .f-critical { fill: light-dark(#7a1029, #e0526c) }
svg .f-high { fill: light-dark(#c9602f, #f08a4f) }
svg .f-medium { fill: light-dark(#e6bb6c, #8a6a2a) }
svg .f-low { fill: light-dark(#b8d0de, #35566b) }
svg .f-info { fill: light-dark(#f1f3f5, #2a343e) }
svg .ok { fill: light-dark(#b9d3df, #2e5163) }
svg .gapfill { fill: light-dark(#f3d9a6, #6b5320) }
`;
