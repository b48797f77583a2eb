// SPDX-License-Identifier: GPL-3.0-or-later

/// How a drop folder's page looks: dark and light, on a phone and on a desk, with nothing loaded from elsewhere.
enum PageStyle {
  static let css = """
    :root {
      color-scheme: light dark;
      --page: #f4f3f0; --card: #fff; --text: #1d1c1a; --quiet: #6a6761; --line: #e4e1db;
      --accent: #0b6e63; --accent-text: #fff; --track: #e2e6e3;
      --working: #0b6e63; --resting: #5b7a3a; --attention: #b3401d; --paused: #8a6a12; --offline: #6a6761;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #161716; --card: #1f2120; --text: #eceae5; --quiet: #a19e96; --line: #323533;
        --accent: #58c9b9; --accent-text: #08211e; --track: #363b39;
        --working: #58c9b9; --resting: #9cc46d; --attention: #f08a66; --paused: #e0b84e; --offline: #a19e96;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; max-width: 46rem; padding: 2rem 1rem 3rem; background: var(--page); color: var(--text);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere;
    }
    h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.015em; font-weight: 680; }
    h2 { margin: 2.2rem 0 .6rem; font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); font-weight: 650; }
    h3 { margin: 0; font-size: 1.05rem; line-height: 1.35; font-weight: 620; }
    p { margin: .35rem 0 0; }
    .state { display: flex; align-items: center; gap: .55rem; margin-top: .5rem; font-size: 1.05rem; color: var(--mood); font-weight: 560; }
    .state::before { content: ""; flex: none; width: .65rem; height: .65rem; border-radius: 50%; background: currentColor; }
    .working .state::before { animation: breathe 2.4s ease-in-out infinite; }
    @keyframes breathe { 50% { opacity: .3; } }
    @media (prefers-reduced-motion: reduce) { .state::before { animation: none !important; } }
    .working { --mood: var(--working); } .resting { --mood: var(--resting); } .attention { --mood: var(--attention); }
    .paused { --mood: var(--paused); } .offline { --mood: var(--offline); }
    .notice, .card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: .9rem 1.1rem; }
    .notice { margin-top: 1.2rem; border-left: 4px solid var(--mood); }
    .notice p { margin: 0; } .notice p + p { margin-top: .4rem; }
    .bad { border-left: 4px solid var(--attention); }
    ul, ol { margin: 0; padding: 0; list-style: none; }
    .cards { display: grid; gap: .7rem; }
    .rows > li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
    .rows > li:first-child { padding-top: .1rem; } .rows > li:last-child { border: 0; padding-bottom: .1rem; }
    .film { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .45rem 1rem; }
    .film > div { flex: 1 1 6.5rem; min-width: 0; } .film > .links { flex: none; }
    .film > img { flex: none; width: 9.5rem; aspect-ratio: 16 / 9; object-fit: cover; border-radius: .4rem; background: var(--track); }
    h3 > a { color: inherit; text-decoration-color: var(--quiet); }
    .quiet { color: var(--quiet); font-size: .92rem; }
    .name { color: var(--quiet); font-weight: 450; }
    a { color: var(--accent); text-underline-offset: .15em; }
    a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: .3rem; }
    .links { display: flex; align-items: center; gap: 1rem; }
    .watch { background: var(--accent); color: var(--accent-text); text-decoration: none; font-weight: 600; padding: .42rem 1rem; border-radius: 99px; white-space: nowrap; }
    .watch:hover { filter: brightness(1.08); }
    progress {
      appearance: none; display: block; width: 100%; height: .5rem; margin: .7rem 0 .35rem; border: 0; border-radius: 99px; overflow: hidden;
      background: var(--track); color: var(--accent);
    }
    progress::-webkit-progress-bar { background: var(--track); }
    progress::-webkit-progress-value { background: var(--accent); border-radius: 99px; }
    progress::-moz-progress-bar { background: var(--accent); border-radius: 99px; }
    .measure { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-variant-numeric: tabular-nums; }
    .names { margin-top: .7rem; padding-top: .6rem; border-top: 1px solid var(--line); display: grid; gap: .25rem 1rem; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
    details { margin-top: .5rem; } summary { cursor: pointer; color: var(--accent); width: fit-content; }
    .steps { counter-reset: step; display: grid; gap: .8rem; }
    .steps li { counter-increment: step; display: flex; gap: .8rem; }
    .steps li::before {
      content: counter(step); flex: none; width: 1.7rem; height: 1.7rem; border-radius: 50%; text-align: center; line-height: 1.7rem;
      background: var(--track); font-weight: 650; font-size: .9rem;
    }
    footer { margin-top: 2.6rem; padding-top: .9rem; border-top: 1px solid var(--line); font-size: .85rem; color: var(--quiet); }
    footer p { margin: 0; }
    """
}
