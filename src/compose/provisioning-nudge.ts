/** Asks the worker of this process to look for requests soon. */
export interface ProvisioningNudge {
  nudge(): void;
  /** Calls `listener` at each nudge from now on. */
  listen(listener: () => void): void;
}

/** The way from operations to the worker. */
export function createProvisioningNudge(): ProvisioningNudge {
  const listeners: (() => void)[] = [];
  return {
    nudge: () => {
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.push(listener);
    },
  };
}
