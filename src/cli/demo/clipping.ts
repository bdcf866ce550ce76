import { createHash } from 'node:crypto';
import type { Clipping } from '#domain/release.ts';

/** A page that says what it is, as the clipping of all example releases that have one. */
export function exampleClipping(): { description: Clipping; content: Uint8Array } {
  const content = Buffer.from(pdfPage('KLIPING CONTOH - bukan berita sebenarnya'), 'latin1');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const description = {
    fileName: 'kliping-contoh.pdf',
    mediaType: 'application/pdf',
    bytes: content.length,
    sha256,
  };
  return { description, content };
}

/** The smallest complete PDF with one line of text. */
function pdfPage(line: string): string {
  const stream = `BT /F1 18 Tf 60 760 Td (${line}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const places: string[] = [];
  objects.forEach((object, at) => {
    places.push(`${String(text.length).padStart(10, '0')} 00000 n \n`);
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return text + table + trailer;
}
