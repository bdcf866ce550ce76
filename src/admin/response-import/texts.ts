import type { Texts } from '../language.ts';
import { english } from './texts.en.ts';
import { indonesian } from './texts.id.ts';
import type { ImportTexts } from './texts.id.ts';

export const texts: Texts<ImportTexts> = { id: indonesian, en: english };
