/** The console's menu, as somebody uses it who has never been there. */
import type { Page } from 'playwright-core';
import type { Words } from './words.ts';

/** Opens a room by its link below the name of its service; both are what people read. */
export async function openRoom(
  page: Page,
  t: Words,
  { service, room }: { readonly service: string; readonly room: string },
): Promise<void> {
  await page
    .getByRole('navigation', { name: t('frame.rooms') })
    .getByRole('group', { name: service, exact: true })
    .getByRole('link', { name: room, exact: true })
    .click();
}
