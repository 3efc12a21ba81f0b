import { keptText } from '../../../failures/attempt.ts';
import type { Language } from '../../../failures/explain.ts';
import type { ResponseDescription } from '../../../saml/index.ts';
import { explainOutcome } from '../outcome.ts';
import type { SamlDiagnosis } from './diagnose.ts';

/** A diagnosis for programs. Texts of the response are cut and hidden as in attempts. */
export function samlJson(diagnosis: SamlDiagnosis, language: Language): object {
  const { path, found, question, whenFrom, outcome, description, hints, session } = diagnosis;
  const { names, pair, request, skewMilliseconds, requestId } = question;
  return {
    file: path,
    form: found.form,
    ...(found.har ? { har: harJson(found.har) } : {}),
    judged: {
      at: new Date(request.circumstances.now).toISOString(),
      atFrom: whenFrom,
      skewSeconds: skewMilliseconds / 1000,
      by: names.judge,
      recipients: names.recipients,
      audiences: names.audiences,
      awsNames: names.awsNames,
      requestId,
      ...pair,
    },
    ...explainOutcome(outcome, language),
    ...(session ? { session } : {}),
    response: responseJson(description),
    missing: hints.map(({ option }) => option),
  };
}

function harJson({ responses, entry }: NonNullable<SamlDiagnosis['found']['har']>): object {
  return {
    entry,
    responses: responses.map(({ url, time }) => ({
      url,
      ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
    })),
  };
}

function responseJson({ assertion, ...response }: ResponseDescription): object {
  const { issuedAt: _, ...told } = response;
  const shown = assertion && {
    ...assertion,
    attributes: Object.fromEntries(assertion.attributes),
  };
  return JSON.parse(JSON.stringify({ ...told, assertion: shown }), (_name, value) =>
    typeof value === 'string' ? keptText(value) : value,
  );
}
