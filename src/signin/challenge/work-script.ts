import { scriptAsset } from '../../http/asset.ts';

/**
 * The script that does the work of a security check in the browser. Its functions are written here
 * as any other, so that types and tests hold for them, and served as their own text: each uses
 * nothing but its parameters.
 */

/**
 * Makes a function that answers the first 32 bits of SHA-256 (FIPS 180-4) of a text of at most 55
 * ASCII characters, which is one block. Not WebCrypto's: that is missing on http://ADDRESS, and
 * waiting for each of some hundred thousand digests takes longer than making them.
 */
export function createDigest(): (text: string) => number {
  const primes: number[] = [];
  for (let number = 2; primes.length < 64; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  const fraction = (number: number) => ((number - Math.floor(number)) * 2 ** 32) | 0;
  const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
  const [a0 = 0, b0 = 0, c0 = 0, d0 = 0, e0 = 0, f0 = 0, g0 = 0, h0 = 0] = primes.map((prime) =>
    fraction(Math.sqrt(prime)),
  );
  const words = new Int32Array(64);
  const word = (at: number) => words[at] ?? 0;
  const turn = (value: number, by: number) => (value >>> by) | (value << (32 - by));

  function load(text: string): void {
    words.fill(0, 0, 16);
    for (let at = 0; at < text.length; at++) {
      words[at >> 2] = word(at >> 2) | (text.charCodeAt(at) << (24 - (at % 4) * 8));
    }
    words[text.length >> 2] = word(text.length >> 2) | (128 << (24 - (text.length % 4) * 8));
    words[15] = text.length * 8;
    for (let at = 16; at < 64; at++) {
      const near = word(at - 2);
      const far = word(at - 15);
      const mixNear = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
      const mixFar = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
      words[at] = (word(at - 16) + mixFar + word(at - 7) + mixNear) | 0;
    }
  }

  return (text) => {
    load(text);
    let [a, b, c, d] = [a0, b0, c0, d0];
    let [e, f, g, h] = [e0, f0, g0, h0];
    for (let at = 0; at < 64; at++) {
      const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const choice = (e & f) ^ (~e & g);
      const added = (h + high + choice + (rounds[at] ?? 0) + word(at)) | 0;
      const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      h = g;
      g = f;
      f = e;
      e = (d + added) | 0;
      d = c;
      c = b;
      b = a;
      a = (added + low + majority) | 0;
    }
    return (a + a0) >>> 0;
  };
}

/** What is searched for: numbers for each part, see domain/sign-in/challenge/work.ts. */
interface Task {
  readonly id: string;
  readonly bits: number;
  readonly parts: number;
}

/** Goes on with a search for some milliseconds; answers the numbers that were found so far. */
type Search = (milliseconds: number) => readonly number[];

/** Makes the search of a task, which goes on where it stopped. */
export function createSearch(
  digest: (text: string) => number,
  now: () => number,
): (task: Task) => Search {
  return ({ id, bits, parts }) => {
    const found: number[] = [];
    let number = 0;
    return (milliseconds) => {
      const until = now() + milliseconds;
      while (found.length < parts && now() < until) {
        for (let tries = 0; tries < 500; tries++) {
          const fits = Math.clz32(digest(`${id}.${found.length}.${number}`)) >= bits;
          number++;
          if (!fits) continue;
          found.push(number - 1);
          number = 0;
          break;
        }
      }
      return found;
    };
  };
}

/** As much of an element as the script touches. */
interface PageElement {
  hidden: boolean;
  textContent: string | null;
  value: string | number;
  readonly dataset: Readonly<Record<string, string | undefined>>;
  removeAttribute(name: string): void;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  addEventListener(event: string, listener: () => void): void;
  submit(): void;
}

/** As much of a document as the script touches. */
export interface PageDocument {
  querySelector(selector: string): PageElement | null;
}

/**
 * Does the work of the page's security check in slices, so that the page stays usable, and sends its
 * form. Whoever begins to type the characters of the picture instead is not interrupted.
 */
export function work(page: PageDocument, search: (task: Task) => Search, now: () => number): void {
  const form = page.querySelector('#challenge-work');
  const other = page.querySelector('#challenge-other');
  const status = page.querySelector('#challenge-status');
  const progress = form?.querySelector('progress');
  const field = form?.querySelector('[name=work]');
  if (!form || !other || !status || !progress || !field) return;
  const { id = '', bits, parts, done = '', slow = '' } = form.dataset;
  const goOn = search({ id, bits: Number(bits), parts: Number(parts) });
  const begun = now();
  let typing = false;
  let isSlow = false;
  form.hidden = false;
  other.removeAttribute('open');
  other.querySelector('[name=characters]')?.addEventListener('input', () => {
    typing = true;
  });
  const slice = () => {
    if (typing) return;
    const found = goOn(30);
    progress.value = found.length;
    if (found.length === Number(parts)) {
      status.textContent = done;
      field.value = found.join('.');
      form.submit();
      return;
    }
    if (!isSlow && now() - begun > 10_000) {
      isSlow = true;
      status.textContent = slow;
      other.setAttribute('open', '');
    }
    setTimeout(slice);
  };
  setTimeout(slice);
}

/** The text of the script. */
export const WORK_SOURCE = `'use strict';
{
const now = () => Date.now();
const search = (${createSearch.toString()})((${createDigest.toString()})(), now);
(${work.toString()})(document, search, now);
}
`;

/** The script as browsers get it. */
export const WORK_SCRIPT = scriptAsset('/signin/challenge', 'work', WORK_SOURCE);
