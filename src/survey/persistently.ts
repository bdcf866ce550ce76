const PAUSE_MS = 2_000;

/** Loads a part of the program again and again until it is there: on the way to an event the network comes and goes. */
export async function persistently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
