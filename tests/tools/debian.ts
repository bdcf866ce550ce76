import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether programs can be installed here without asking anybody: root on Debian or a system made from it. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs packages of this system with apt-get, whose progress is shown. Throws an Error of one line that names the
 * command that did not succeed; an unreachable archive ends it after seconds, not minutes.
 */
export function installPackages(packages: readonly string[]): void {
  const patience = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1'];
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { status } = spawnSync('apt-get', [...patience, ...words], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) throw new Error(`"apt-get ${words.join(' ')}" did not succeed.`);
  }
}
