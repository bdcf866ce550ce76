import { describe, expect, it } from 'vitest';
import { guessDate, guessMedium, guessTitle, readAddress } from '#admin/releases/medium-guess.ts';
import { aRelease } from '../activities/samples.ts';

const at = (text: string): URL => readAddress(text)!;

describe('an address that somebody pasted', () => {
  it('is read with or without its scheme', () => {
    expect(at('https://media.example/berita').href).toBe('https://media.example/berita');
    expect(at(' media.example/berita ').href).toBe('https://media.example/berita');
  });

  it.each([
    [''],
    ['Wali Kota Resmikan Taman'],
    ['taman'],
    ['javascript:alert(1)'],
    ['ftp://media.example'],
    ['http://'],
  ])('is not "%s"', (text) => {
    expect(readAddress(text)).toBeNull();
  });
});

describe('the medium of an address', () => {
  it.each([
    ['https://www.instagram.com/p/abc', 'Instagram', 'media-sosial'],
    ['https://m.youtube.com/watch?v=1', 'YouTube', 'media-sosial'],
    ['https://x.com/akun/status/1', 'X', 'media-sosial'],
    ['https://radarbromo.jawapos.com/probolinggo/1/judul', 'Radar Bromo', 'media-massa'],
    ['https://surabaya.kompas.com/read/1', 'Kompas.com', 'media-massa'],
    ['https://jatim.antaranews.com/berita/1', 'ANTARA', 'media-massa'],
    ['https://kota.example.go.id/berita/1', 'kota.example.go.id', 'situs-sendiri'],
    ['https://www.media.example/berita', 'media.example', 'media-massa'],
    ['https://notinstagram.com/a', 'notinstagram.com', 'media-massa'],
  ])('%s is %s', (address, medium, kind) => {
    expect(guessMedium(at(address), [])).toEqual({ medium, kind });
  });

  it('is named as this office named it the last time', () => {
    const earlier = [
      aRelease({ url: 'https://media.example/1', medium: 'Media Lama' }),
      aRelease({ url: 'https://www.media.example/2', medium: 'Media Contoh', mediaKind: 'situs-sendiri' }),
      aRelease({ url: 'https://media.example/3', medium: '' }),
    ];
    expect(guessMedium(at('https://media.example/4'), earlier)).toEqual({
      medium: 'Media Contoh',
      kind: 'situs-sendiri',
    });
  });
});

describe('what else an address tells', () => {
  it('is the day of publication, where it stands in the path', () => {
    expect(guessDate(at('https://media.example/2026/3/12/judul'))).toBe('2026-03-12');
    expect(guessDate(at('https://media.example/2026-03-12'))).toBe('2026-03-12');
    expect(guessDate(at('https://media.example/2026/13/12/judul'))).toBeNull();
    expect(guessDate(at('https://media.example/berita/20260312'))).toBeNull();
  });

  it('is a title, where the path has words', () => {
    expect(guessTitle(at('https://media.example/2026/03/12/wali-kota-resmikan-taman-kota.html'))).toBe(
      'Wali kota resmikan taman kota',
    );
    expect(guessTitle(at('https://media.example/read/123/rapat_koordinasi_inflasi'))).toBe(
      'Rapat koordinasi inflasi',
    );
    expect(guessTitle(at('https://media.example/p/Cxyz123'))).toBe('');
    expect(guessTitle(at('https://media.example/%E0%A4%A'))).toBe('');
  });
});
