/** When Azure Functions stops caring for each language version. https://learn.microsoft.com/azure/azure-functions/supported-languages (read in 2026-11) */

export interface RuntimeLife {
  /** ISO date: no patches from then on. */
  readonly deprecated: string;
  readonly blockUpdate?: string;
  readonly successor: string;
}

/**
 * `language|version`, and `functions|version` for the runtime of Functions itself:
 * https://learn.microsoft.com/azure/azure-functions/functions-versions (read in 2026-11)
 * PowerShell goes by https://learn.microsoft.com/powershell/scripting/install/powershell-support-lifecycle, and Functions runs 7.6:
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/32458 (read in 2026-11)
 */
export const runtimes: Readonly<Record<string, RuntimeLife>> = {
  'functions|1': { deprecated: '2026-09-14', successor: 'functions|4' },
  'functions|2': { deprecated: '2022-12-13', successor: 'functions|4' },
  'functions|3': { deprecated: '2022-12-13', successor: 'functions|4' },
  'node|8': { deprecated: '2022-12-13', successor: 'node|22' },
  'node|10': { deprecated: '2022-12-13', successor: 'node|22' },
  'node|12': { deprecated: '2022-12-13', successor: 'node|22' },
  'node|14': { deprecated: '2023-04-30', successor: 'node|22' },
  'node|16': { deprecated: '2024-06-30', successor: 'node|22' },
  'node|18': { deprecated: '2025-04-30', successor: 'node|22' },
  'node|20': { deprecated: '2026-04-30', successor: 'node|22' },
  'node|22': { deprecated: '2027-04-30', successor: 'node|24' },
  'python|3.6': { deprecated: '2022-09-30', successor: 'python|3.13' },
  'python|3.7': { deprecated: '2023-06-27', successor: 'python|3.13' },
  'python|3.8': { deprecated: '2024-10-14', successor: 'python|3.13' },
  'python|3.9': { deprecated: '2025-10-31', successor: 'python|3.13' },
  'python|3.10': { deprecated: '2026-10-31', successor: 'python|3.13' },
  'python|3.11': { deprecated: '2027-10-31', successor: 'python|3.13' },
  'java|8': { deprecated: '2026-11-30', successor: 'java|21' },
  'powershell|6': { deprecated: '2022-09-30', successor: 'powershell|7.6' },
  'powershell|7': { deprecated: '2022-12-03', successor: 'powershell|7.6' },
  'powershell|7.2': { deprecated: '2024-11-08', successor: 'powershell|7.6' },
  'powershell|7.4': { deprecated: '2026-11-10', successor: 'powershell|7.6' },
  'dotnet|3.1': { deprecated: '2022-12-13', successor: 'dotnet-isolated|10' },
  'dotnet|6': { deprecated: '2024-11-12', successor: 'dotnet-isolated|10' },
  'dotnet|8': { deprecated: '2026-11-10', successor: 'dotnet-isolated|10' },
  'dotnet-isolated|5': { deprecated: '2022-05-10', successor: 'dotnet-isolated|10' },
  'dotnet-isolated|6': { deprecated: '2024-11-12', successor: 'dotnet-isolated|10' },
  'dotnet-isolated|7': { deprecated: '2024-05-14', successor: 'dotnet-isolated|10' },
  'dotnet-isolated|8': { deprecated: '2026-11-10', successor: 'dotnet-isolated|10' },
  'dotnet-isolated|9': { deprecated: '2026-11-10', successor: 'dotnet-isolated|10' },
};
