import { openPuzzle } from '../../domain/sign-in/challenge/puzzle.ts';
import { WORK_PARTS } from '../../domain/sign-in/challenge/work.ts';
import type { DueCheck } from '../../domain/sign-in/risk.ts';
import { scriptAsset } from '../../http/asset.ts';
import { type Html, html } from '../../http/html.ts';
import { askForCheck, type ChallengeParts, readAnswer } from '../challenge/index.ts';
import { createDigest } from '../challenge/work-script.ts';
import type { FormFields, StepVisit } from './step.ts';

/**
 * The security check of the page of IAM users. It asks for account, name and password at once, so
 * the check cannot stand in between: the browser does its work while the person types. Where that
 * is not enough, without a script or with a picture, the ordinary step follows.
 */

/** Puzzles of this page are worth nothing elsewhere. */
const PLACE = 'page of IAM users';

/** The hidden fields of a check that is due; undefined where no work could pass it. */
export function silentCheck(
  parts: ChallengeParts,
  browser: string,
  due: DueCheck | undefined,
): Html | undefined {
  if (due?.kind !== 'work') return undefined;
  const { sealed, puzzle } = askForCheck(parts, { flow: PLACE, browser }, due);
  return html`<input type="hidden" name="puzzle" value="${sealed}">
<input type="hidden" name="work" id="silent-work" value="" data-id="${puzzle.id}" data-bits="${puzzle.bits}" data-parts="${WORK_PARTS}">`;
}

/** Whether the form carries work that passes the check that is due now. Uses the puzzle up. */
export async function passedSilently(
  { judge, puzzles }: ChallengeParts,
  { browser, now, visit }: StepVisit,
  form: FormFields,
  due: DueCheck,
): Promise<boolean> {
  const { puzzle, work } = readAnswer(form);
  if (due.kind !== 'work' || !puzzle || !work) return false;
  const bits = openPuzzle(puzzles, puzzle)?.bits ?? 0;
  if (bits < due.bits) return false;
  const given = { puzzle, work, characters: undefined };
  const judged = await judge(given, { flow: PLACE, browser }, now, visit.address);
  return judged.failed === undefined;
}

/** As much of an element as the script touches. */
interface PageElement {
  value: string;
  readonly dataset: Readonly<Record<string, string | undefined>>;
  addEventListener(event: string, listener: (event: { preventDefault(): void }) => void): void;
  submit(): void;
}

/** As much of a document as the script touches. */
export interface SilentDocument {
  querySelector(selector: string): PageElement | null;
}

/** Works while the person types; a form that is sent earlier waits until the work is done. */
export function workSilently(page: SilentDocument, digest: (text: string) => number): void {
  const form = page.querySelector('#iam-form');
  const field = page.querySelector('#silent-work');
  if (!form || !field) return;
  const { id, bits, parts } = field.dataset;
  const answer: number[] = [];
  let number = 0;
  let wanted = false;
  form.addEventListener('submit', (event) => {
    if (field.value !== '') return;
    event.preventDefault();
    wanted = true;
  });
  // Some ten milliseconds at a time, so that nobody feels it while typing.
  const slice = () => {
    for (let tries = 0; tries < 3000 && answer.length < Number(parts); tries++) {
      const found = Math.clz32(digest(`${id}.${answer.length}.${number}`)) >= Number(bits);
      number++;
      if (!found) continue;
      answer.push(number - 1);
      number = 0;
    }
    if (answer.length < Number(parts)) {
      setTimeout(slice);
      return;
    }
    field.value = answer.join('.');
    if (wanted) form.submit();
  };
  setTimeout(slice);
}

/** The script as browsers get it. */
export const SILENT_SCRIPT = scriptAsset(
  '/signin',
  'silent-check',
  `'use strict';\n(${workSilently.toString()})(document, (${createDigest.toString()})());\n`,
);
