import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigProblem, readConfig } from '#server/config.ts';

function problem(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (reason) {
    if (reason instanceof ConfigProblem) return reason.message;
    throw reason;
  }
  return 'no problem';
}

describe('a wrong value stops the start with one line that names the setting', () => {
  test.each([
    ['PORT', 'abc'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['ADMIN_PORT', '8081x'],
    ['ADMIN_PORT', '8080'],
    ['HOST', 'kantor.go.id'],
    ['HOST', '999.1.1.1'],
    ['SURVEY_ORIGIN', 'survei.go.id'],
    ['SURVEY_ORIGIN', 'https://survei.go.id/jalur'],
    ['SURVEY_ORIGIN', 'https://a:b@survei.go.id'],
    ['ADMIN_ORIGIN', 'ftp://kantor.go.id'],
    ['ADMIN_ORIGIN', 'javascript:alert(1)'],
    ['ADMIN_ORIGIN', 'http://localhost:8080'],
    ['SURVEY_ORIGIN', 'http://localhost:8081'],
    ['SURVEY_ORIGIN', 'https://survei.go.id/?'],
    ['DEMO', 'yes'],
  ])('%s=%s', (name, value) => {
    const line = problem({ [name]: value });
    expect(line.startsWith(`${name}=${value}: `)).toBe(true);
    expect(line).not.toContain('\n');
  });
});

describe('a name that is plainly meant for us but is none of ours stops the start', () => {
  test.each([
    ['ADMINPORT', 'ADMIN_PORT'],
    ['ADMIN_PROT', 'ADMIN_PORT'],
    ['admin_port', 'ADMIN_PORT'],
    ['SURVEY_ORIGN', 'SURVEY_ORIGIN'],
    ['SURVEYORIGIN', 'SURVEY_ORIGIN'],
    ['ADMIN_ORGIN', 'ADMIN_ORIGIN'],
    ['DATADIR', 'DATA_DIR'],
    ['DATA-DIR', 'DATA_DIR'],
    ['DATA_DIRR', 'DATA_DIR'],
    ['port', 'PORT'],
    ['PROT', 'PORT'],
    ['HSOT', 'HOST'],
    ['SKM_PORT', 'PORT'],
    ['SKM_DATA_DIR', 'DATA_DIR'],
  ])('%s: is %s meant?', (name, meant) => {
    expect(problem({ [name]: '1' })).toBe(`${name}: setelan tidak dikenal. Apakah maksudnya ${meant}?`);
  });

  test('anything that starts with SKM_', () => {
    expect(problem({ SKM_COLOUR: 'red' })).toMatch(
      /^SKM_COLOUR: setelan tidak dikenal\. Yang ada: DATA_DIR, /,
    );
  });
});

test('names of other programs are left alone', () => {
  const others = [
    'PATH',
    'HOME',
    'HOSTNAME',
    'HOSTTYPE',
    'XDG_DATA_DIRS',
    'npm_config_cache',
    'npm_package_name',
  ];
  others.push(
    'POSTGRES_PORT',
    'SSH_CLIENT',
    'TERM',
    'NODE_ENV',
    'EDITOR',
    'REPORT',
    'SUPPORT',
    'MEMO',
    'npm_lifecycle_event',
  );
  expect(problem(Object.fromEntries(others.map((name) => [name, 'x'])))).toBe('no problem');
});

describe('the settings', () => {
  test('have defaults that are safe: this computer only', () => {
    expect(readConfig({})).toEqual({
      ...{ dataDir: resolve('data'), host: '127.0.0.1', port: 8080, adminPort: 8081, demo: false },
      ...{ surveyOrigin: 'http://localhost:8080', adminOrigin: 'http://localhost:8081' },
    });
  });

  test('count as not set when they are empty', () => {
    const empty = {
      DATA_DIR: '',
      HOST: ' ',
      PORT: '',
      ADMIN_PORT: '',
      SURVEY_ORIGIN: '',
      ADMIN_ORIGIN: '',
      DEMO: '',
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test('take real host names behind a proxy, and drop the slash at the end', () => {
    const config = readConfig({
      SURVEY_ORIGIN: 'https://survei.go.id/',
      ADMIN_ORIGIN: 'https://kantor.go.id:8443',
    });
    expect(config).toMatchObject({
      surveyOrigin: 'https://survei.go.id',
      adminOrigin: 'https://kantor.go.id:8443',
    });
  });

  test('take names as people write them', () => {
    const written = { SURVEY_ORIGIN: 'HTTPS://Survei.GO.ID:443', ADMIN_ORIGIN: 'https://kantor.go.id:443/' };
    expect(readConfig(written)).toMatchObject({
      surveyOrigin: 'https://survei.go.id',
      adminOrigin: 'https://kantor.go.id',
    });
  });

  test('name an address that can be opened when the program listens elsewhere', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).surveyOrigin).toBe('http://localhost:8080');
    expect(readConfig({ HOST: '192.0.2.4', PORT: '9000' }).surveyOrigin).toBe('http://192.0.2.4:9000');
    expect(readConfig({ HOST: '2001:db8::1' }).adminOrigin).toBe('http://[2001:db8::1]:8081');
  });

  test('DEMO is on with 1 only', () => {
    expect(readConfig({ DEMO: '1' }).demo).toBe(true);
    expect(readConfig({ DEMO: '0' }).demo).toBe(false);
  });
});
