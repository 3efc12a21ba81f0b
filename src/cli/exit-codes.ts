/** Exit codes of every command, for scripts. */
export const EXIT = {
  ok: 0,
  /** The command ran and failed, or found something wrong. */
  failed: 1,
  /** The command line or the configuration cannot be used. */
  usage: 2,
  /** A server seems to be there and cannot be reached. */
  unreachable: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The help text about them. */
export const EXIT_CODES_HELP = `
Exit codes: 0 done; 1 failed, or something was found; 2 the command line or a setting cannot be
used; 3 a server cannot be reached.`;
