import { useEffect, useState } from 'react';
import type { ApiFailure } from '../../../shared/api/failure.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useTexts } from '../../i18n/texts.tsx';

/** What a policy is for, as ValidatePolicy takes it. */
export type PolicyType = 'Identity' | 'Trust' | 'Boundary' | 'ServiceControl';

export type Finding = OutputOf<'gatehouse', 'ValidatePolicy'>['Findings'][number];

/** How long nothing must be typed before the server is asked. */
const PAUSE = 400;

/** What the server finds in a policy while it is written. */
export function useFindings(
  text: string,
  type: PolicyType,
): {
  readonly findings: readonly Finding[] | undefined;
  readonly failure: ApiFailure | undefined;
  readonly loading: boolean;
} {
  const { language } = useTexts();
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const isEmpty = settled.trim() === '';
  const key = isEmpty ? undefined : JSON.stringify([settled, type, language]);
  const { value, failure, loading } = useQuery(key, (signal) =>
    call(
      'gatehouse',
      'ValidatePolicy',
      { PolicyDocument: settled, PolicyType: type, Language: language },
      signal,
    ),
  );
  return { findings: value?.Findings, failure, loading: loading || settled !== text };
}
