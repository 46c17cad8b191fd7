import { describe, expect, test } from '@jest/globals';
import { label, languageOf, statusLabel } from '../../src/displayed-status/labels.js';

describe('labels (§11)', () => {
  test.each([
    ['ActionRequired', 'Action required', 'Action requise', 'Åtgärd krävs'],
    ['Discontinued', 'Discontinued', 'Abandonné', 'Avvecklade'],
    ['Enrolled', 'Enrolled', 'Inscrit', 'Registrerad'],
    ['Enrolling', 'Enrolling', 'Inscription', 'Anmäler sig'],
    ['Inactive', 'Inactive', 'Inactif', 'Inaktiv'],
    ['Ineligible', 'Ineligible', 'Inéligible', 'Inte berättigad'],
    ['Invited', 'Invited', 'Invité', 'Inbjuden'],
    [
      'ValidatingEnrollment',
      'Validating enrollment',
      "Validation de l'inscription",
      'Validera registrering',
    ],
  ] as const)('%s is %j, %j, %j', (code, english, french, swedish) => {
    expect(['en', 'fr', 'sv'].map((locale) => statusLabel(code, locale))).toEqual([
      english,
      french,
      swedish,
    ]);
  });

  test.each([
    ['Status', 'Status', 'État', 'Status'],
    ['ActionsRequired', 'Actions required', 'Actions requises', 'Åtgärder som krävs'],
    ['Resources', 'Resources', 'Ressources', 'Resurser'],
    ['Enroll', 'Enroll', 'Inscrire', 'Registrera'],
    ['Submit', 'Submit', 'Envoyer', 'Skicka'],
    ['Continue', 'Continue', 'Continuer', 'Fortsätt'],
    ['GetStarted', 'Get Started', 'Prise en main', 'Kom igång'],
    [
      'SeeEligibilityRequirements',
      'See eligibility requirements',
      "Voir les conditions d'éligibilité",
      'Se behörighetskrav',
    ],
    [
      'InvitationSubject',
      'Partner Incentive Enrollment Invitation',
      "invitation à l'inscription d'incentives du partenaire",
      'Inbjudan till partnerincitamentregistrering',
    ],
    [
      'IncentivesAdmin',
      'Incentives admin',
      "Administrateur d'incentives",
      'Incitamentsadministratör',
    ],
    [
      'InactiveOrIneligible',
      'Inactive / Ineligible',
      'Inactif/inéligible',
      'Inaktiv/ej berättigad',
    ],
  ] as const)('%s is %j, %j, %j', (key, english, french, swedish) => {
    expect(['en', 'fr', 'sv'].map((locale) => label(key, locale))).toEqual([
      english,
      french,
      swedish,
    ]);
  });

  test.each([
    ['fr-FR', 'fr'],
    ['FR_ca', 'fr'],
    ['sv-SE', 'sv'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
    ['__proto__', 'en'],
  ])('the locale %j falls back to %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
