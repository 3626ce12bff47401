import { account, iamArn, uniqueId } from "./cast.ts";
import { webInstance, webProfile } from "./policies.ts";
import type { Actor } from "./record.ts";
import type { Stage } from "./stage.ts";

const image = "ami-0123456789abcdef0";
const subnet = "subnet-0fedcba9876543210";
const network = "vpc-0aabbccddeeff0011";
const address = "198.51.100.80";

/** RunInstances of the one web server: the request names the profile, the answer the instance. */
export function runWebInstance(stage: Stage, at: number, actor: Actor): void {
  const requestId = stage.random.guid();
  stage.call({
    at,
    actor,
    service: "ec2",
    name: "RunInstances",
    region: "eu-central-1",
    readOnly: false,
    request: {
      instancesSet: { items: [{ imageId: image, minCount: 1, maxCount: 1 }] },
      instanceType: "t3.small",
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      disableApiTermination: false,
      disableApiStop: false,
      subnetId: subnet,
      iamInstanceProfile: { name: webProfile },
      tagSpecificationSet: {
        items: [{ resourceType: "instance", tags: [{ key: "Name", value: "web-1" }] }],
      },
      metadataOptions: { httpTokens: "required", httpEndpoint: "enabled" },
    },
    response: {
      requestId,
      reservationId: `r-0${stage.random.hex(16)}`,
      ownerId: account,
      groupSet: {},
      instancesSet: {
        items: [
          {
            instanceId: webInstance,
            imageId: image,
            instanceState: { code: 0, name: "pending" },
            privateDnsName: "ip-198-51-100-80.eu-central-1.compute.internal",
            amiLaunchIndex: 0,
            productCodes: {},
            instanceType: "t3.small",
            launchTime: at,
            placement: { availabilityZone: "eu-central-1a", tenancy: "default" },
            monitoring: { state: "disabled" },
            subnetId: subnet,
            vpcId: network,
            privateIpAddress: address,
            stateReason: { code: "pending", message: "pending" },
            architecture: "x86_64",
            rootDeviceType: "ebs",
            rootDeviceName: "/dev/xvda",
            iamInstanceProfile: {
              arn: iamArn(`instance-profile/${webProfile}`),
              id: uniqueId("AIPA", webProfile),
            },
            tagSet: { items: [{ key: "Name", value: "web-1" }] },
          },
        ],
      },
    },
  });
}

/** RebootInstances, which only a running instance takes: days after its profile was deleted it is still there. */
export function rebootWebInstance(stage: Stage, at: number, actor: Actor): void {
  stage.call({
    at,
    actor,
    service: "ec2",
    name: "RebootInstances",
    region: "eu-central-1",
    readOnly: false,
    request: { instancesSet: { items: [{ instanceId: webInstance }] } },
    response: { requestId: stage.random.guid(), _return: true },
  });
}

/** AWS IoT has policies of its own with the same API names as IAM. This one is no permission of the account's people. */
export function iotPolicy(
  stage: Stage,
  at: number,
  actor: Actor,
  verb: "CreatePolicy" | "DeletePolicy",
): void {
  const policyName = "sensor-publish";
  const document = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["iot:Publish"], Resource: ["*"] }],
  });
  const created = {
    policyName,
    policyArn: `arn:aws:iot:eu-central-1:${account}:policy/${policyName}`,
    policyDocument: document,
    policyVersionId: "1",
  };
  stage.call({
    at,
    actor,
    service: "iot",
    name: verb,
    region: "eu-central-1",
    readOnly: false,
    request: verb === "CreatePolicy" ? { policyName, policyDocument: document } : { policyName },
    response: verb === "CreatePolicy" ? created : undefined,
  });
}
