/**
 * Says what is going on for as long as it goes on: one line that rewrites itself on a terminal, else a fresh
 * line every few seconds (a log that stays silent for a minute looks like one that hangs).
 * @param {(seconds: number) => string} describe gives the line for the seconds elapsed
 * @param {{ isTTY?: boolean, write(text: string): unknown }} [stream]
 * @returns {(last: string) => void} ends the line with a last word
 */
export function showProgress(describe, stream = process.stderr) {
  const started = performance.now();
  const seconds = () => Math.floor((performance.now() - started) / 1000);
  const draw = stream.isTTY
    ? () => stream.write(`\r\u001b[2K${describe(seconds())}`)
    : () => stream.write(`${describe(seconds())}\n`);
  draw();
  const timer = setInterval(draw, stream.isTTY ? 250 : 5000);
  timer.unref();
  return (last) => {
    clearInterval(timer);
    stream.write(stream.isTTY ? `\r\u001b[2K${last}\n` : `${last}\n`);
  };
}
