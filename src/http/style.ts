import { createHash } from 'node:crypto';

/**
 * The style of pages made on the server. It stands in the page itself, so that a page is shown after
 * one round trip, and is allowed by its hash.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f8; --card: #fff; --ink: #16202c; --soft: #4d5b6b; --line: #8592a3;
  --edge: #d9dfe7; --chosen: #e6f0fb; --accent: #0b5cad; --on-accent: #fff; --bad: #b3211c; --bad-ground: #fdf1f0;
  --note: #7a4b00; --note-ground: #fff6e3; --code: #edf1f6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161d; --card: #182029; --ink: #e9eef4; --soft: #a9b6c4; --line: #75859a;
    --edge: #2b3743; --chosen: #1d3247; --accent: #7fb8f5; --on-accent: #0b1a2a; --bad: #ff9c94; --bad-ground: #331a1a;
    --note: #f5cf83; --note-ground: #30270f; --code: #0f151b;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif;
  word-break: keep-all; overflow-wrap: anywhere;
}
header, main { width: min(100% - 2rem, 37rem); margin-inline: auto; }
body.narrow > header, body.narrow > main { width: min(100% - 2rem, 27rem); }
header { display: flex; justify-content: space-between; align-items: center; padding-block: 1.25rem; }
.brand { display: flex; gap: .55rem; align-items: center; font-weight: 700; letter-spacing: .01em; }
.mark { color: var(--accent); }
nav ul { display: flex; gap: .25rem; margin: 0; padding: 0; list-style: none; }
nav a, nav span { display: block; padding: .25rem .6rem; border-radius: .4rem; }
nav span { background: var(--edge); font-weight: 600; }
a { color: var(--accent); }
main { margin-block-end: 2.5rem; }
.card {
  padding: clamp(1.25rem, 5vw, 2.5rem); border: 1px solid var(--edge); border-radius: .9rem; background: var(--card);
  box-shadow: 0 1px 2px rgb(16 32 56 / .05), 0 8px 24px rgb(16 32 56 / .05);
}
.narrow .card { padding: clamp(1.25rem, 5vw, 2rem); }
h1 { margin: 0 0 .75rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
p { margin: 0 0 1rem; }
section { margin-block-start: 1.75rem; }
.card > :last-child, section > :last-child, form > :last-child, .notice > :last-child { margin-block-end: 0; }
dl { margin: 0 0 1rem; }
dt { color: var(--soft); font-size: .9rem; }
dd { margin: 0; }
.pairs dd { margin-block-end: .9rem; }
.pairs dd:last-child { margin-block-end: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .75rem 1.5rem; }
.key dd { margin-block-end: .75rem; }
.device-code code { font-size: 1.75rem; font-weight: 700; letter-spacing: .08em; }
fieldset { margin: 0 0 1.5rem; padding: 1rem 0 0; border: 0; border-block-start: 1px solid var(--edge); }
legend { float: left; width: 100%; margin-block-end: .75rem; padding: 0; font-size: 1.1rem; font-weight: 600; }
legend + * { clear: both; }
.field { margin-block-end: 1.1rem; }
.field label { display: block; margin-block-end: .2rem; font-weight: 600; }
.hint { margin: .1rem 0 .4rem; color: var(--soft); font-size: .9rem; }
.error { margin: .1rem 0 .4rem; color: var(--bad); font-size: .925rem; font-weight: 600; }
input[type="text"], input[type="password"], input[type="email"] {
  width: 100%; padding: .6rem .7rem; border: 1px solid var(--line); border-radius: .45rem;
  background: var(--card); color: inherit; font: inherit;
}
input[aria-invalid="true"] { border: 2px solid var(--bad); }
.choice { display: flex; gap: .6rem; align-items: flex-start; }
.choice input { width: 1.2rem; height: 1.2rem; margin: .2rem 0 0; flex: none; accent-color: var(--accent); }
.choice + .hint { margin-inline-start: 1.8rem; margin-block-end: 1rem; }
button {
  width: 100%; padding: .75rem 1.25rem; border: 0; border-radius: .5rem; background: var(--accent);
  color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer;
}
button:hover { filter: brightness(1.08); }
button.plain { width: auto; padding: .25rem .6rem; background: none; color: var(--accent); font-weight: 400; text-decoration: underline; }
fieldset.accounts { padding: 0; border: 0; }
.saml-account { margin-block-end: 1.25rem; border: 1px solid var(--edge); border-radius: .6rem; overflow: hidden; }
.saml-account-name { padding: .6rem 1rem; background: var(--code); font-weight: 600; }
.saml-role { padding-inline-start: 1rem; border-block-start: 1px solid var(--edge); align-items: stretch; }
.saml-role input { align-self: center; margin: 0; }
.saml-role label { flex: 1; padding: .7rem 1rem .7rem .2rem; cursor: pointer; }
.saml-role:hover { background: var(--ground); }
.saml-role:has(:checked) { background: var(--chosen); font-weight: 600; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-block-start: 1.5rem; }
.actions form { flex: 0 1 auto; }
a.secondary {
  padding: .7rem 1.2rem; border: 1px solid var(--line); border-radius: .5rem; color: inherit;
  font-weight: 600; text-align: center; text-decoration: none;
}
a.secondary:hover { background: var(--ground); }
.hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
.refusal { padding: 1rem 1.1rem; border-inline-start: .3rem solid var(--bad); border-radius: .4rem; background: var(--bad-ground); }
.refusal code { font-size: .95rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.errors {
  margin-block-end: 1.25rem; padding: 1rem 1.1rem; border: 2px solid var(--bad); border-radius: .6rem;
  background: var(--bad-ground);
}
.errors ul { margin: 0; padding-inline-start: 1.2rem; }
.errors a { color: var(--bad); font-weight: 600; }
.challenge img { display: block; max-width: 100%; height: auto; margin-block-end: .6rem; border: 1px solid var(--line); border-radius: .45rem; }
.challenge audio { display: block; width: 100%; margin-block-end: .4rem; }
.challenge-work progress { width: 100%; height: .6rem; accent-color: var(--accent); }
.challenge-other { margin-block-start: 1.25rem; }
.challenge-other summary { margin-block-end: 1rem; color: var(--accent); cursor: pointer; }
.warning { padding: .7rem .9rem; border-radius: .5rem; background: var(--note-ground); color: var(--note); }
code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: .92rem; }
dd code { display: block; padding: .5rem .7rem; border-radius: .4rem; background: var(--code); user-select: all; }
pre { margin: 0 0 1rem; padding: .8rem .9rem; white-space: pre-wrap; border-radius: .5rem; background: var(--code); }
.narrow h1 { margin-block-end: 1.1rem; font-size: 1.45rem; }
.narrow button:not(.plain) { width: 100%; }
.field.choice label { font-weight: 400; }
.pick { display: grid; gap: .75rem; margin-block-end: 1.25rem; }
@media (min-width: 34rem) { .pick { grid-template-columns: 1fr 1fr; } .narrow .pick { grid-template-columns: 1fr; } }
.pick label {
  display: grid; grid-template-columns: auto 1fr; gap: .1rem .65rem; padding: .9rem 1rem; border: 1px solid var(--line);
  border-radius: .6rem; cursor: pointer;
}
.pick label:hover { background: var(--ground); }
.pick label:has(:checked) { border-color: var(--accent); background: var(--chosen); box-shadow: inset 0 0 0 1px var(--accent); }
.pick label:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.pick input { width: 1.15rem; height: 1.15rem; margin: .2rem 0 0; accent-color: var(--accent); }
.pick input:focus-visible { outline: none; }
.pick b { font-weight: 600; }
.pick small { grid-column: 2; color: var(--soft); font-size: .9rem; }
form:has(#root:checked) .for-iam, form:has(#iam:checked) .for-root { display: none; }
.notice { margin-block-end: 1.25rem; padding: .85rem 1rem; border-inline-start: .3rem solid var(--bad); border-radius: .4rem; background: var(--bad-ground); }
.notice.calm { border-color: var(--accent); background: var(--chosen); }
.notice h2 { font-size: 1rem; }
.notice p { margin-block-end: .4rem; }
.notice:not(.calm) > p:first-child { font-weight: 600; }
.notice small { display: block; color: var(--soft); font-size: .8rem; }
.notice small code { font-size: .78rem; }
.who { display: flex; flex-wrap: wrap; gap: .1rem 1rem; justify-content: space-between; margin-block-end: 1.25rem; padding-block-end: 1rem; border-block-end: 1px solid var(--edge); }
.who dl, .who dd { margin: 0; }
.who dd { font-weight: 600; }
.who a { align-self: center; }
.label-row { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; align-items: baseline; }
.code input { font: 600 1.5rem/1.3 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .35em; text-align: center; }
.links { display: grid; gap: .6rem; margin: 1.25rem 0 0; padding: 0; list-style: none; text-align: center; }
.rule { display: flex; gap: .75rem; align-items: center; margin-block: 1.25rem; color: var(--soft); font-size: .9rem; }
.rule::before, .rule::after { content: ""; flex: 1; border-block-start: 1px solid var(--edge); }
a.primary {
  display: block; padding: .75rem 1.25rem; border-radius: .5rem; background: var(--accent); color: var(--on-accent);
  font-weight: 600; text-align: center; text-decoration: none;
}
a.primary:hover { filter: brightness(1.08); }
fieldset.plain { margin: 0; padding: 0; border: 0; }
form.again { margin-block-start: .75rem; }
a.wide {
  display: block; padding: .65rem 1rem; border: 1px solid var(--line); border-radius: .5rem; color: inherit; font-weight: 600;
  text-align: center; text-decoration: none;
}
a.wide:hover { background: var(--ground); }
form + a.wide, details + a.wide { margin-block-start: .75rem; }
.eyebrow { margin-block-end: .1rem; color: var(--soft); font-size: .9rem; }
button.quiet { border: 1px solid var(--line); background: none; color: inherit; }
button.quiet:hover { background: var(--ground); filter: none; }
button.plain:hover { filter: none; }
.below { margin: 1.5rem clamp(.25rem, 2vw, 1rem) 0; color: var(--soft); font-size: .925rem; }
.below p { margin-block-end: .6rem; }
details { border-block-start: 1px solid var(--edge); }
details:last-of-type { border-block-end: 1px solid var(--edge); }
summary { padding-block: .7rem; color: var(--ink); font-weight: 600; cursor: pointer; }
details > :last-child { padding-block-end: .8rem; }
details ul { margin: 0 0 .6rem; padding-inline-start: 1.2rem; }
.terms dt { color: var(--ink); font-weight: 600; }
.terms dd { margin-block-end: .7rem; }
summary::marker { color: var(--soft); }
.policy { margin: 0 0 1.25rem; padding-inline-start: 1.2rem; color: var(--soft); font-size: .925rem; }
@media (min-width: 34rem) { button { width: auto; } }
@media (max-width: 34rem) { .actions > * { flex: 1 1 100%; } }
@media (forced-colors: active) { button, .card { border: 1px solid; } }
@media (prefers-reduced-motion: no-preference) { button, a, .pick label { transition: background-color .12s, box-shadow .12s; } }
`;

/** What a content security policy names to allow the style of these pages and no other. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
