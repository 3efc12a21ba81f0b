const KEY = 'gatehouse.region';

/** Regions that the server serves; until they are known, it chooses. */
let served: readonly string[] = [];

/** Says which regions there are; one that was chosen and is no more is forgotten. */
export function serveRegions(regions: readonly string[]): void {
  served = regions;
}

/** The region that this browser chose; undefined leaves it to the server. */
export function chosenRegion(): string | undefined {
  return served.find((region) => region === localStorage.getItem(KEY));
}

/** Remembers a region for the calls to come. */
export function chooseRegion(region: string): void {
  localStorage.setItem(KEY, region);
}
