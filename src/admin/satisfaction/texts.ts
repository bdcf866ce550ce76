import type { Texts } from '../language.ts';
import { english } from './texts.en.ts';
import { indonesian } from './texts.id.ts';
import type { SatisfactionTexts } from './texts.id.ts';

export const texts: Texts<SatisfactionTexts> = { id: indonesian, en: english };
