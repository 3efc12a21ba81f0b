/** The principals that a trust policy names, as it writes them; empty for what is no policy. */
export function trustedOf(encoded: string | undefined): string[] {
  try {
    const { Statement } = JSON.parse(decodeURIComponent(encoded ?? ''));
    const names = [Statement].flat().flatMap((one) => namesOf(one?.Principal));
    return [...new Set(names)];
  } catch {
    return [];
  }
}

function namesOf(principal: unknown): string[] {
  if (typeof principal === 'string') return [principal];
  if (typeof principal !== 'object' || principal === null) return [];
  return Object.values(principal)
    .flat()
    .filter((name): name is string => typeof name === 'string');
}
