import type { Clipping, MediaKind } from '#domain/release.ts';
import type { DocumentBody } from '#protocol/document.ts';
import { readAddress } from './medium-guess.ts';

/** A release while a person fills in the form. */
export interface ReleaseDraft {
  url: string;
  title: string;
  mediaKind: MediaKind;
  medium: string;
  publishedOn: string;
  activities: string[];
  clipping: Clipping | null;
  counted: boolean;
  notes: string;
}

export function emptyRelease(publishedOn: string, activities: readonly string[] = []): ReleaseDraft {
  return {
    url: '',
    title: '',
    mediaKind: 'media-massa',
    medium: '',
    publishedOn,
    activities: [...activities],
    clipping: null,
    counted: true,
    notes: '',
  };
}

export function draftOfRelease(release: DocumentBody<'release'>): ReleaseDraft {
  const { url, title, mediaKind, medium, publishedOn, activities, clipping, counted, notes } = release;
  return {
    url,
    title,
    mediaKind,
    medium,
    publishedOn,
    activities: [...activities],
    clipping,
    counted,
    notes,
  };
}

/** What the draft says in the form of the document; an address without scheme gets `https://`. */
export function releaseFields(draft: ReleaseDraft): Omit<DocumentBody<'release'>, 'id'> {
  return {
    url: readAddress(draft.url)?.href ?? '',
    title: draft.title.trim(),
    mediaKind: draft.mediaKind,
    medium: draft.medium.trim(),
    publishedOn: draft.publishedOn,
    activities: [...draft.activities],
    clipping: draft.clipping,
    counted: draft.counted,
    notes: draft.notes.trim(),
  };
}
