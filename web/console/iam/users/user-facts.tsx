import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useQuery } from '../../../shared/api/use-query.ts';
import { call } from '../../api/call.ts';

/** What a list tells of a user besides its name; asked for when its row is shown. */
export interface UserFacts {
  readonly groups: number | undefined;
  /** When the console password was set; undefined without one. */
  readonly passwordSince: number | undefined;
  readonly mfaDevices: number | undefined;
  /** When the oldest active access key was made. */
  readonly oldestKey: number | undefined;
}

/** Users that are asked about at one time: a list must not use up the caller's rate. */
const MOST_AT_ONCE = 2;

type Ask = (name: string) => Promise<UserFacts>;

const FactsContext = createContext<Ask | undefined>(undefined);

/** Remembers the facts of users for the rows below it, each asked for once. */
export function UserFactsProvider(props: { readonly turn: unknown; readonly children: ReactNode }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks anew.
  const ask = useMemo(createAsk, [props.turn]);
  return <FactsContext value={ask}>{props.children}</FactsContext>;
}

/** A piece of what is known of a user, `-` until it is. */
export function UserFact(props: {
  readonly name: string;
  readonly show: (facts: UserFacts) => ReactNode;
}) {
  const ask = useContext(FactsContext);
  const { value } = useQuery(ask && props.name, async () => ask?.(props.name));
  return value ? (props.show(value) ?? '-') : '-';
}

function createAsk(): Ask {
  const known = new Map<string, Promise<UserFacts>>();
  const waiting: (() => void)[] = [];
  let running = 0;
  const load: Ask = async (name) => {
    if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await loadFacts(name);
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  return (name) => {
    const found = known.get(name) ?? load(name);
    known.set(name, found);
    return found;
  };
}

/** Each piece by itself: who may not see one may see another. */
async function loadFacts(UserName: string): Promise<UserFacts> {
  const input = { UserName };
  const [groups, password, mfa, keys] = await Promise.all([
    known(call('iam', 'ListGroupsForUser', input)),
    known(call('iam', 'GetLoginProfile', input)),
    known(call('iam', 'ListMFADevices', input)),
    known(call('iam', 'ListAccessKeys', input)),
  ]);
  const active = (keys?.AccessKeyMetadata ?? []).filter(({ Status }) => Status === 'Active');
  const times = active.flatMap(({ CreateDate }) => CreateDate ?? []);
  return {
    groups: groups?.Groups?.length,
    passwordSince: password?.LoginProfile?.CreateDate,
    mfaDevices: mfa?.MFADevices?.length,
    oldestKey: times.length === 0 ? undefined : Math.min(...times),
  };
}

async function known<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  return await asked.catch(() => undefined);
}
