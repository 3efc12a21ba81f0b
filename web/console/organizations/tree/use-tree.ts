import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiFailure, failureFrom } from '../../../shared/api/failure.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { listChildren, listRoots } from './nodes.ts';
import type { TreeNode } from './tree-node.ts';

/** The tree as far as somebody has opened it. */
export interface Tree {
  readonly roots: readonly TreeNode[];
  /** What is below a node; undefined until it has come. */
  readonly childrenOf: (node: TreeNode) => readonly TreeNode[] | undefined;
  readonly isOpen: (node: TreeNode) => boolean;
  readonly toggle: (node: TreeNode, open: boolean) => void;
  readonly loading: boolean;
  readonly failure: ApiFailure | undefined;
  readonly reload: () => void;
}

/** Keeps the tree: what is below a unit is asked for when it is opened. The root begins open. */
export function useTree(): Tree {
  const roots = useQuery('roots', listRoots);
  const [known, setKnown] = useState<ReadonlyMap<string, readonly TreeNode[]>>(new Map());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<ApiFailure>();
  const gone = useRef<AbortController>(undefined);

  const load = useCallback((id: string) => {
    gone.current ??= new AbortController();
    const { signal } = gone.current;
    listChildren(id, signal).then(
      (nodes) => setKnown((before) => new Map(before).set(id, nodes)),
      (thrown: unknown) => {
        if (!signal.aborted) setFailure(failureFrom(thrown));
      },
    );
  }, []);
  useEffect(
    () => () => {
      gone.current?.abort();
      gone.current = undefined;
    },
    [],
  );
  useEffect(() => {
    for (const { id } of roots.value ?? []) {
      setOpen((before) => new Set(before).add(id));
      load(id);
    }
  }, [roots.value, load]);

  return {
    roots: roots.value ?? [],
    childrenOf: ({ id }) => known.get(id),
    isOpen: ({ id }) => open.has(id),
    toggle: ({ id }, wanted) => {
      if (wanted && !known.has(id)) load(id);
      setOpen((before) => {
        const after = new Set(before);
        if (wanted) after.add(id);
        else after.delete(id);
        return after;
      });
    },
    loading: roots.loading || (roots.value ?? []).some(({ id }) => !known.has(id)),
    failure: roots.failure ?? failure,
    reload: () => {
      setFailure(undefined);
      for (const id of open) load(id);
      roots.reload();
    },
  };
}
