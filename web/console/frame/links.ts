import { useEffect } from 'react';
import type { NavigateFunction } from 'react-router';
import { BASE } from './paths.ts';

/** The path below BASE that a click leads to within the app; undefined for every other click. */
export function pathOfClick(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(anchor instanceof HTMLAnchorElement) || anchor.origin !== location.origin) return undefined;
  // A place of this very page is the browser's to go to, with the focus.
  if (anchor.getAttribute('href')?.startsWith('#')) return undefined;
  if (anchor.hasAttribute('download') || !/^(|_self)$/.test(anchor.target)) return undefined;
  const { pathname, search, hash } = anchor;
  if (pathname !== BASE && !pathname.startsWith(`${BASE}/`)) return undefined;
  return (pathname.slice(BASE.length) || '/') + search + hash;
}

/** Takes links into the app without loading it anew, whichever component they are part of. */
export function useLinks(navigate: NavigateFunction): void {
  useEffect(() => {
    const follow = (event: MouseEvent): void => {
      const path = pathOfClick(event);
      if (path === undefined) return;
      event.preventDefault();
      navigate(path);
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [navigate]);
}
