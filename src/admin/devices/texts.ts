import type { Texts } from '../language.ts';
import { english } from './texts.en.ts';
import { indonesian } from './texts.id.ts';
import type { DeviceTexts } from './texts.id.ts';

export const texts: Texts<DeviceTexts> = { id: indonesian, en: english };
