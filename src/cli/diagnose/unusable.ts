import { type FailureDetails, failure } from '../../failures/catalogue.ts';
import type { diagnoseFailures } from '../../failures/diagnose.ts';
import type { Language } from '../../failures/explain.ts';
import { EXIT } from '../exit-codes.ts';
import { visible } from '../plain-text.ts';
import { CommandEnd, failureText, toldFailure } from '../telling.ts';

/** Thrown for what keeps anything from being judged: the command ends with exit code 2. */
export class UnusableInput extends Error {
  readonly failure: ReturnType<typeof failure>;

  constructor(made: ReturnType<typeof failure>) {
    super(made.message);
    this.name = 'UnusableInput';
    this.failure = made;
  }
}

/** Makes one from the catalogue; a missing detail does not compile. */
export function unusable<Code extends keyof typeof diagnoseFailures>(
  code: Code,
  details: FailureDetails<Code>,
): UnusableInput {
  return new UnusableInput(failure(code, details));
}

/** Runs a diagnosis; what is unusable is told in the language that was asked for. */
export async function withUsableInput(
  language: Language,
  diagnose: () => Promise<void>,
): Promise<void> {
  try {
    await diagnose();
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    const told = toldFailure(error);
    // It may quote what a file holds.
    const safe = { ...told, message: visible(told.message) };
    throw new CommandEnd(EXIT.usage, failureText(safe, { LANG: language }));
  }
}
