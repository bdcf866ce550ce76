/** Tells the other tabs of this browser that something they show has changed. */
export interface Tabs {
  tell(): void;
  close(): void;
}

/** `onTold` is called when another tab tells; where the browser has no channel, tabs learn of changes later. */
export function listenToTabs(name: string, onTold: () => void): Tabs {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  channel.onmessage = onTold;
  return { tell: () => channel.postMessage(null), close: () => channel.close() };
}
