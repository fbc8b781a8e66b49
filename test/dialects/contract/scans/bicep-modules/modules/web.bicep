param location string
param identityId string
param level 'low' | 'high'

module app 'br/public:avm/res/app/container-app:0.11.0' = {
  name: 'app'
  params: {
    name: 'ca-scans'
    location: location
    environmentResourceId: 'environment'
    ingressAllowInsecure: true
    managedIdentities: {
      userAssignedResourceIds: [identityId]
    }
    containers: [
      {
        name: 'web'
        image: 'scans.azurecr.io/web:1.4.2'
        env: [
          {
            name: 'LEVEL'
            value: level
          }
        ]
      }
    ]
  }
}
