/** Generated documents: written with `--write`, otherwise compared with what is committed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Finding, outOfSync } from './finding.ts';
import { ROOT } from './tree.ts';

/** A generated file, by its path from the root. */
export interface Document {
  readonly file: string;
  readonly text: string;
  /** The command that writes it. */
  readonly command: string;
}

/** The finding that the committed document differs, or none. */
export function documentFindings({ file, text, command }: Document): Finding[] {
  const place = path.join(ROOT, file);
  const present = existsSync(place) ? readFileSync(place, 'utf8') : undefined;
  return [outOfSync(file, present, text, command) ?? []].flat();
}

/** Writes the document. */
export function writeDocument({ file, text }: Document): void {
  const place = path.join(ROOT, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
}
