import '#ui/tokens.css';
import './rescue.css';
import type { Language } from '#domain/questionnaire.ts';
import { readDevice } from './device-content.ts';
import { drawPage } from './draw.ts';
import { packUnsent } from './handover-pushes.ts';
import type { Shown } from './page.ts';
import { english } from './texts.en.ts';
import { indonesian } from './texts.id.ts';

const root = document.getElementById('rescue');
if (root === null) throw new Error('The page has no element with the id "rescue".');
const page = root;
let language: Language = 'id';
let shown: Shown | null = null;

async function read(): Promise<void> {
  shown = null;
  draw();
  const content = await readDevice();
  shown = { content, packed: await packUnsent(content.findings, __APP_VERSION__) };
  draw();
}

function draw(): void {
  const texts = language === 'id' ? indonesian : english;
  document.documentElement.lang = language;
  document.title = texts.title;
  page.replaceChildren(
    drawPage({
      ...{ texts, language, shown },
      onLanguage: () => {
        language = language === 'id' ? 'en' : 'id';
        draw();
      },
      onAgain: () => void read(),
    }),
  );
}

void read();
