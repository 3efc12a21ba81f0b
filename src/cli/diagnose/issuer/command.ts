import { systemClock } from '../../../base/clock.ts';
import type { Fetch } from '../../../domain/federation/fetch.ts';
import { examineIssuer, issuerChecks } from '../../../domain/federation/issuer-check.ts';
import { traceChecks } from '../../../failures/check.ts';
import { EXIT } from '../../exit-codes.ts';
import { styleOf } from '../../output-options.ts';
import { safeJson } from '../../plain-text.ts';
import type { CliIo } from '../../services.ts';
import { CommandEnd } from '../../telling.ts';
import { explainOutcome, outcomeOf } from '../outcome.ts';
import type { IssuerOptions } from './issuer-options.ts';
import { fetchedBy, issuerJson, issuerText } from './texts.ts';

/** Runs `diagnose issuer`. */
export async function diagnoseIssuer(
  url: string,
  options: IssuerOptions,
  fetch: Fetch,
  io: CliIo,
): Promise<void> {
  const style = styleOf(options, io);
  const issuer = { url, thumbprints: options.thumbprint ?? [] };
  const subject = await examineIssuer({ fetch, clock: systemClock }, issuer);
  const outcome = outcomeOf(traceChecks(issuerChecks, subject));
  const fetched = fetchedBy(subject);
  if (options.json) {
    const explained = explainOutcome(outcome, style.language);
    io.out(safeJson({ issuer: url, ...explained, ...issuerJson(subject, fetched) }));
  } else {
    io.out(issuerText(subject, fetched, outcome, style));
  }
  if (outcome.verdict !== 'accepted') throw new CommandEnd(EXIT.failed, '');
}
