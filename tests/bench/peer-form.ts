/** The form of nine ratings, four traits and a text in the survey package that is compared with; bundled on its own. */
import { renderSurveyInline } from '@formbricks/surveys';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';

const { questions, profile, comment, title } = DEFAULT_QUESTIONNAIRE;

function single(id: string, headline: string, labels: readonly string[], required: boolean) {
  const choices = labels.map((label, at) => ({ id: `${id}-${at}`, label }));
  return { ...{ id, type: 'multipleChoiceSingle', headline, required, choices }, shuffleOption: 'none' };
}

renderSurveyInline({
  ...{ containerId: 'form', brandColor: '#14573a', isBrandingEnabled: false, isRedirectDisabled: true },
  survey: {
    ...{ id: 'survei', name: title.id, type: 'link', autoClose: null, redirectUrl: null, styling: null },
    welcomeCard: { enabled: false },
    thankYouCard: { enabled: true, headline: 'Terima kasih' },
    questions: [
      ...questions.map(({ key, text, options, allowCannotJudge }) => {
        const labels = options.map((option) => option.text.id);
        return single(key, text.id, allowCannotJudge ? [...labels, 'Tidak dapat menilai'] : labels, true);
      }),
      ...profile.map(({ key, label, options }) => {
        const labels = options.map((option) => option.text.id);
        return single(key, label.id, labels, false);
      }),
      { id: 'saran', type: 'openText', headline: comment?.id ?? '', required: false, longAnswer: true },
    ],
  },
});
