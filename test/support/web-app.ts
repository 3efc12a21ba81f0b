import { buildWeb } from '../../tools/web.ts';

let built: Promise<boolean> | undefined;

/** Sees to it that the browser apps are built as their sources are now; a test that loads them asks. */
export async function needWebApp(): Promise<void> {
  built ??= buildWeb();
  await built;
}
