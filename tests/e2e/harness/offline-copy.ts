/** Runs inside the survey: resolves when its service worker has stored all that this device needs without network. */
export async function offlineCopy(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  if (active === null) throw new Error('There is no service worker.');
  if (active.state !== 'activated') {
    await new Promise<void>((resolve) => {
      active.addEventListener('statechange', () => {
        if (active.state === 'activated') resolve();
      });
    });
  }
  const isKiosk = localStorage.getItem('skm-survey-glance-1')?.includes('"mode":"kiosk"') ?? false;
  const missing = (): Promise<number> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      active.postMessage({ type: 'COUNT_MISSING' }, [port2]);
    });
  if (!isKiosk) return;
  while ((await missing()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
