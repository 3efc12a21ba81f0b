import type { PageOf } from '../../api/use-pages.ts';

/** Pages that are asked for at most; what hangs on one entity has far fewer. */
const MOST_PAGES = 20;

/**
 * Every item of a list that is known to be short, page by page.
 *
 * @param mostPages where pages are small: after how many to stop
 */
export async function allPages<Item>(
  ask: (token: string | undefined) => Promise<PageOf<Item>>,
  mostPages = MOST_PAGES,
): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ask(token);
    items.push(...answer.items);
    token = answer.next;
    if (token === undefined) break;
  }
  return items;
}

/** The whole of a short list as one page, for a table. */
export async function onePage<Item>(items: Promise<readonly Item[]>): Promise<PageOf<Item>> {
  return { items: await items, next: undefined };
}
