/**
 * policy/findings: what the author of a policy should know before it is stored. Owns: every error of
 * a document at once, what is unwise, what never matches, what is redundant, with texts in both
 * languages. Does not own: whether a document may be stored, which validate.ts alone decides.
 */
import { findJsonFault } from '../../base/json.ts';
import { type PathStep, placeOf, placesOf, positionsIn, type TextPosition } from '../places.ts';
import { CHARACTERS, LIMITS, readPolicyJson } from '../read.ts';
import { parsePolicy, policySize, validatePolicy } from '../validate.ts';
import { errorFindings } from './errors.ts';
import { type Finding, type FindingCode, finding, type JudgedKind } from './finding.ts';
import { redundancyFindings } from './redundancy.ts';
import { type FindingType, findingTexts } from './texts.ts';
import { type KnownActions, warningFindings } from './warnings.ts';

/** A finding as it is told. */
export interface ToldFinding extends TextPosition {
  readonly code: FindingCode;
  readonly type: FindingType;
  readonly message: string;
  /** `Statement[0].Action[1]`; empty for the document as a whole. */
  readonly path: string;
}

export interface FindingOptions {
  readonly kind: JudgedKind;
  readonly known: KnownActions;
  /** The most characters without white space that can be stored; more is a finding. */
  readonly sizeLimit: number;
  readonly language: 'en' | 'ko';
}

/** The most findings that are told; the first ones, which are the gravest. */
const MOST_FINDINGS = 100;

const GRAVITY: readonly FindingType[] = ['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION'];

/** Looks through a policy text. The gravest findings come first, each kind in the text's order. */
export function policyFindings(text: string, options: FindingOptions): ToldFinding[] {
  const places = readPolicyJson(text) ? placesOf(text) : undefined;
  const placed = findingsOf(text, options).map((one) => ({
    one,
    offset: one.at ?? (places ? placeOf(places, one.path).start : 0),
    gravity: GRAVITY.indexOf(findingTexts[one.code].type),
  }));
  const position = positionsIn(text);
  placed.sort((a, b) => a.gravity - b.gravity || a.offset - b.offset);
  return placed
    .slice(0, MOST_FINDINGS)
    .map(({ one, offset }) => tell(one, position(offset), options.language));
}

function findingsOf(text: string, { kind, known, sizeLimit }: FindingOptions): Finding[] {
  const json = readPolicyJson(text);
  if (!json) return [jsonFinding(text)];
  const reading = validatePolicy(text, kind);
  const errors = reading.ok ? [] : errorFindings(json, kind);
  if (!reading.ok && errors.length === 0) {
    errors.push(finding('REFUSED', [], { message: reading.message }));
  }
  const parsed = parsePolicy(text, kind);
  const faulty = new Set(errors.map(({ path }) => pathText(path)));
  const warnings = parsed.ok ? warningFindings(parsed.document, kind, known) : [];
  const size = policySize(text);
  const details = { size: `${size}`, limit: `${sizeLimit}` };
  return [
    ...errors,
    ...warnings.filter(({ path }) => !faulty.has(pathText(path))),
    ...(parsed.ok ? redundancyFindings(parsed.document) : []),
    ...(reading.ok && !json.has('Version') ? [finding('MISSING_VERSION', [])] : []),
    ...(size > sizeLimit ? [finding('POLICY_SIZE', [], details)] : []),
  ];
}

/** Why a text is no JSON object of IAM's characters. */
function jsonFinding(text: string): Finding {
  const fault = findJsonFault(text, LIMITS);
  if (fault?.repeatedName !== undefined) {
    const details = { name: fault.repeatedName };
    return { ...finding('REPEATED_NAME', [], details), at: fault.at };
  }
  if (fault) return { ...finding('NOT_JSON', []), at: fault.at };
  if (!CHARACTERS.test(text)) {
    return { ...finding('CHARACTER', []), at: text.search(/[^\t\n\r\u0020-\u00ff]/) };
  }
  return finding('NOT_OBJECT', [], { element: 'Policy' });
}

function tell(
  { code, path, details }: Finding,
  position: TextPosition,
  language: 'en' | 'ko',
): ToldFinding {
  const { type, [language]: template } = findingTexts[code];
  const message = template.replace(/\{(\w+)\}/g, (place, name: string) => details[name] ?? place);
  return { code, type, message, path: pathText(path), ...position };
}

function pathText(path: readonly PathStep[]): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`,
    '',
  );
}
