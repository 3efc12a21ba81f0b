/** A statement as DecodeAuthorizationMessage tells of it. */
export interface ToldStatement {
  readonly policyType: string;
  readonly policy: string;
  /** Counted from 1. */
  readonly statement: number;
  readonly statementId?: string;
  readonly effect?: string;
}

/** A statement that did not match, by its first element that did not. */
export interface ToldMismatch extends ToldStatement {
  readonly element: 'Principal' | 'Action' | 'Resource' | 'Condition';
  readonly negated: boolean;
  readonly operator?: string;
  readonly key?: string;
  readonly expected: readonly string[];
  readonly received: readonly string[];
}

/** A decoded message. */
export interface ToldRefusal {
  readonly allowed: boolean;
  readonly explicitDeny: boolean;
  readonly matchedStatements: { readonly items: readonly ToldStatement[] };
  readonly failures?: { readonly items: readonly ToldMismatch[] };
  readonly context: {
    readonly principal: { readonly id: string; readonly arn?: string };
    readonly action: string;
    readonly resource: string;
    readonly conditions: {
      readonly items: readonly {
        readonly key: string;
        readonly values: { readonly items: readonly { readonly value: string }[] };
      }[];
    };
  };
}

/** Reads a decoded message of this server; undefined when it is none. */
export function readRefusal(message: string | undefined): ToldRefusal | undefined {
  try {
    const told = JSON.parse(message ?? '');
    return typeof told?.context?.action === 'string' ? told : undefined;
  } catch {
    return undefined;
  }
}

/** The statements of policies that denied the call outright. */
export function denyingStatements(told: ToldRefusal): readonly ToldStatement[] {
  return told.matchedStatements.items.filter(({ effect }) => effect === 'DENY');
}

/** Statements that would have allowed the call if one of their elements had matched: the near ones. */
export function nearStatements(told: ToldRefusal): readonly ToldMismatch[] {
  return (told.failures?.items ?? []).filter(({ element }) => element !== 'Action');
}

/** A statement that would allow the call, as a policy writes it. */
export function neededStatement({ context: { action, resource } }: ToldRefusal): string {
  return JSON.stringify(
    { Effect: 'Allow', Action: action, Resource: resource === '' ? '*' : resource },
    null,
    2,
  );
}
