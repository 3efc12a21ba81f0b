import { systemRandom } from '../../base/bytes.ts';
import type { GivenAnswer } from '../../domain/sign-in/challenge/checks.ts';
import {
  newPuzzle,
  type Puzzle,
  type PuzzlePlace,
  sealPuzzle,
} from '../../domain/sign-in/challenge/puzzle.ts';
import { WORK_PARTS } from '../../domain/sign-in/challenge/work.ts';
import type { DueCheck } from '../../domain/sign-in/risk.ts';
import { type Html, html } from '../../http/html.ts';
import type { SigninFrame } from '../pages/frame.ts';
import type { ChallengeParts } from './parts.ts';
import { PICTURE_SIZE } from './picture.ts';
import { WORK_SCRIPT } from './work-script.ts';

/** The form that a security check is shown with. */
export interface ChallengeView {
  /** Where its form goes. */
  readonly action: string;
  /** Hidden fields of the caller, such as `csrf` and `flow`. */
  readonly fields: Html;
  /** The sealed puzzle, and what the browser is told of it. */
  readonly sealed: string;
  readonly puzzle: Pick<Puzzle, 'id' | 'kind' | 'bits'>;
  /** The code of the failure of an answer before, such as `SIGN-067`. */
  readonly failed?: string | undefined;
}

/** A new puzzle for a place, ready to be shown. */
export function askForCheck(
  { puzzles, clock }: Pick<ChallengeParts, 'puzzles' | 'clock'>,
  place: PuzzlePlace,
  due: DueCheck,
): Pick<ChallengeView, 'sealed' | 'puzzle'> {
  const puzzle = newPuzzle(place, due, clock(), systemRandom);
  return { sealed: sealPuzzle(puzzles, puzzle), puzzle };
}

/** What a form answers; `refresh` when it asks for another picture instead. */
export function readAnswer(
  form: (name: string) => string | undefined,
): GivenAnswer & { readonly refresh: boolean } {
  return {
    puzzle: form('puzzle'),
    work: form('work'),
    characters: form('characters'),
    refresh: form('refresh') !== undefined,
  };
}

/**
 * The section of a security check with its forms. With work, the picture is there too and needs no
 * script: the script puts it aside as long as it works, so that it is there when there is no script.
 */
export function challengeSection(frame: SigninFrame, view: ChallengeView): Html {
  const { texts } = frame;
  const error = view.failed !== undefined && view.failed !== 'SIGN-060' && errorOf(frame, view);
  const picture = pictureForm(frame, view);
  if (view.puzzle.kind === 'picture') return html`${error}${picture}`;
  return html`${error}${workForm(frame, view)}
<details id="challenge-other" class="challenge-other" open>
<summary>${texts('challenge.other')}</summary>
${picture}
</details>
<script src="${WORK_SCRIPT.path}"></script>`;
}

function errorOf({ texts }: SigninFrame, { failed }: ChallengeView): Html {
  const text = failed === 'SIGN-067' ? texts('challenge.wrong') : texts('challenge.again');
  return html`<p class="warning" role="alert">${text}</p>`;
}

function workForm({ texts }: SigninFrame, { action, fields, sealed, puzzle }: ChallengeView): Html {
  return html`<form id="challenge-work" class="challenge-work" method="post" action="${action}" hidden
data-id="${puzzle.id}" data-bits="${puzzle.bits}" data-parts="${WORK_PARTS}"
data-done="${texts('challenge.done')}" data-slow="${texts('challenge.slow')}">
${fields}
<input type="hidden" name="puzzle" value="${sealed}">
<input type="hidden" name="work" value="">
<p id="challenge-status" role="status">${texts('challenge.working')}</p>
<progress max="${WORK_PARTS}" value="0" aria-labelledby="challenge-status"></progress>
</form>`;
}

function pictureForm(frame: SigninFrame, { action, fields, sealed, failed }: ChallengeView): Html {
  const { texts, language } = frame;
  const query = new URLSearchParams({ puzzle: sealed });
  const picture = `/signin/challenge/picture?${query}`;
  query.set('lang', language);
  const sound = `/signin/challenge/sound?${query}`;
  const invalid = failed === 'SIGN-067' && html` aria-invalid="true"`;
  return html`<form class="challenge" method="post" action="${action}">
${fields}
<input type="hidden" name="puzzle" value="${sealed}">
<div class="field">
<label for="characters">${texts('challenge.label')}</label>
<p class="hint" id="characters-hint">${texts('challenge.hint')}</p>
<img src="${picture}" width="${PICTURE_SIZE.width}" height="${PICTURE_SIZE.height}" loading="lazy" alt="${texts('challenge.picture')}">
<input type="text" id="characters" name="characters" required maxlength="24" autocomplete="off"
autocapitalize="characters" autocorrect="off" spellcheck="false" aria-describedby="characters-hint"${invalid}>
</div>
<div class="field">
<audio controls preload="none" src="${sound}" aria-label="${texts('challenge.sound')}"></audio>
<p class="hint"><a href="${sound}" download="characters.wav">${texts('challenge.download')}</a></p>
</div>
<p class="actions"><button>${texts('challenge.submit')}</button>
<button class="plain" name="refresh" value="1" formnovalidate>${texts('challenge.refresh')}</button></p>
</form>`;
}
