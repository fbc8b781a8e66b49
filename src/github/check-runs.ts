/** Check runs: a verdict on a commit, with annotations on its lines. */
import type { Api } from './api.ts';
import type { CheckOutput, GitHub } from './github.ts';

const needs = 'checks: write';

export function checkRuns(api: Api): Pick<GitHub, 'createCheckRun' | 'addAnnotations'> {
  const { octokit, repository } = api;
  return {
    createCheckRun: async ({ name, headSha, conclusion, detailsUrl, output }) => {
      const data = await api.create({ doing: 'write the check run', needs }, () =>
        octokit.rest.checks.create({
          ...repository,
          name,
          head_sha: headSha,
          status: 'completed',
          conclusion,
          ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
          output: written(output),
        }),
      );
      return { id: data.id, url: data.html_url ?? '' };
    },
    // Each request adds its annotations to those that are there, so it is not repeated.
    addAnnotations: async (id, output) => {
      const purpose = { doing: 'add annotations to the check run', needs };
      await api.create(purpose, () => octokit.rest.checks.update({ ...repository, check_run_id: id, output: written(output) }));
    },
  };
}

function written({ title, summary, annotations }: CheckOutput) {
  return {
    title,
    summary,
    annotations: annotations.map(({ path, startLine, endLine, level, title: heading, message }) => ({
      path,
      start_line: startLine,
      end_line: endLine,
      annotation_level: level,
      title: heading,
      message,
    })),
  };
}
