import { traceChecks } from '../../../failures/check.ts';
import type { Language } from '../../../failures/explain.ts';
import { EXIT } from '../../exit-codes.ts';
import { styleOf } from '../../output-options.ts';
import { safeJson } from '../../plain-text.ts';
import type { CliIo } from '../../services.ts';
import { CommandEnd } from '../../telling.ts';
import { acceptedNames } from '../accepted-names.ts';
import { rolesOf } from '../iam-files.ts';
import { explainOutcome, outcomeOf } from '../outcome.ts';
import { createReadFile, type ReadFile } from '../read-file.ts';
import { MOST_POLICY_BYTES } from '../role-of-files.ts';
import { withUsableInput } from '../unusable.ts';
import { callersOf } from './callers.ts';
import { trustPolicyChecks } from './checks.ts';
import { notesOn } from './notes.ts';
import { examineTrustPolicy, type TrustPolicySubject } from './policy.ts';
import { type TrustPolicyDiagnosis, trustPolicyText } from './texts.ts';
import type { TrustPolicyOptions } from './trust-policy-options.ts';

/** Runs `diagnose trust-policy`. */
export async function diagnoseTrustPolicy(
  path: string,
  options: TrustPolicyOptions,
  io: CliIo,
): Promise<void> {
  const style = styleOf(options, io);
  await withUsableInput(style.language, async () => {
    const { text, roleArn } = await readPolicy(createReadFile(io), path, options);
    const names = acceptedNames(options, undefined);
    const subject = examineTrustPolicy(text, { roleArn, names });
    const outcome = outcomeOf(traceChecks(trustPolicyChecks, subject));
    const diagnosis = { path, subject, outcome, ...tellingsOf(subject) };
    io.out(
      options.json
        ? safeJson(trustPolicyJson(diagnosis, style.language))
        : trustPolicyText(diagnosis, style),
    );
    if (outcome.verdict === 'refused') throw new CommandEnd(EXIT.failed, '');
  });
}

/** A policy document, or the one of the role that get-role printed. */
async function readPolicy(
  read: ReadFile,
  path: string,
  { role }: TrustPolicyOptions,
): Promise<{ readonly text: string; readonly roleArn: string | undefined }> {
  const text = (await read(path, MOST_POLICY_BYTES)).toString('utf8');
  const described = describedRole(text);
  return described
    ? { text: described.trustPolicy, roleArn: role ?? described.arn }
    : { text, roleArn: role };
}

function describedRole(text: string) {
  try {
    const found = rolesOf(JSON.parse(text));
    return found?.roles.length === 1 ? found.roles[0] : undefined;
  } catch {
    // No JSON: the checks say so in the words of IAM.
    return undefined;
  }
}

function tellingsOf(subject: TrustPolicySubject): Pick<TrustPolicyDiagnosis, 'callers' | 'notes'> {
  try {
    const callers = callersOf(subject);
    return { callers, notes: notesOn(subject.document(), callers) };
  } catch {
    return { callers: [], notes: [] };
  }
}

/** The diagnosis for programs. */
function trustPolicyJson(
  { path, subject, outcome, callers, notes }: TrustPolicyDiagnosis,
  language: Language,
): object {
  const { roleArn, names } = subject;
  return {
    file: path,
    ...(roleArn === undefined ? {} : { roleArn }),
    judged: { by: names.judge, recipients: names.recipients, awsNames: names.awsNames },
    ...explainOutcome(outcome, language),
    callers: callers.map(({ kind, name, access }) => ({ kind: kind.en, name, access })),
    notes: notes.map(({ about, text }) => ({ about, text: text[language] })),
  };
}
