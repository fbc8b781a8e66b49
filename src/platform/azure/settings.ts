/** What Azure does with the settings of apps. */

/** They rest encrypted with keys of the platform, and no other key can be named. https://learn.microsoft.com/azure/app-service/configure-common#configure-app-settings (2026-11) */
export const settingsKey = 'the platform encrypts the settings of apps with keys of its own';
