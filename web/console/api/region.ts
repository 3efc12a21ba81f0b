const KEY = 'gatehouse.region';

/** The region that this browser chose; undefined leaves it to the server. */
export function chosenRegion(): string | undefined {
  return localStorage.getItem(KEY) ?? undefined;
}

/** Remembers a region for the calls to come. */
export function chooseRegion(region: string): void {
  localStorage.setItem(KEY, region);
}
