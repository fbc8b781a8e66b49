#!/bin/sh
set -eu
gcloud run services replace services.yaml --region=europe-west1
gcloud run services add-iam-policy-binding intake --region=europe-west1 --member=group:staff@example.org --role=roles/run.invoker
gcloud storage buckets add-iam-policy-binding gs://acme-papers --member=serviceAccount:papers-intake@acme.iam.gserviceaccount.com --role=roles/storage.objectCreator
