/** The part of a service worker's global scope that our workers use; the page's types do not have it. */
export interface WorkerScope {
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'fetch', listener: (event: FetchOccasion) => void): void;
  addEventListener(type: 'message', listener: (event: MessageOccasion) => void): void;
}

/** The same with the steps of its life. */
export interface InstallScope extends WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LifeOccasion) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchOccasion) => void): void;
  addEventListener(type: 'message', listener: (event: MessageOccasion) => void): void;
}

export interface MessageOccasion extends LifeOccasion {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

export interface LifeOccasion {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchOccasion {
  readonly request: Pick<Request, 'method' | 'url' | 'mode'>;
  respondWith(answer: Promise<Response>): void;
}
