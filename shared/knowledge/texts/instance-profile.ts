import type { WrittenTexts } from "./action-text.ts";

/** Instance profiles, which hand roles to EC2. */
export const instanceProfileTexts: WrittenTexts = {
  CreateInstanceProfile: {
    does: "[api] Creates an empty instance profile, the container through which EC2 gets a role.",
    matters: "[profiles] It has no effect before a role is put in and an instance uses it.",
    benign:
      "[profiles] The console makes one of the same name with each role for EC2; infrastructure code does it beside the role.",
    consequences: [
      "[reason] It prepares a way of running code under a role, for a caller who may also start instances.",
      "[reason] A profile beside the ones in use may go unnoticed, because the console has no page for profiles.",
    ],
    technique: {
      T1098: "A carrier for the rights of a role is added.",
    },
    caveats: [
      "[api] No role is in the request; AddRoleToInstanceProfile follows as a call of its own.",
    ],
  },
  AddRoleToInstanceProfile: {
    does: "[api] Puts a role into an instance profile, which holds one role at most.",
    matters:
      "[passrole] Instances that use the profile get credentials of the role from their metadata service; the caller needs iam:PassRole for it.",
    benign: "[reason] Part of the making of a profile, in the same second, by the same tool.",
    consequences: [
      "[T1098.003] A stronger role in the profile of an instance that one controls gives one its permissions.",
      "[profiles] Running instances take over the change with a delay; to associate the profile anew, or a restart, forces it.",
      "[reason] A fleet that used an empty profile gets credentials of a sudden, on every machine.",
    ],
    technique: {
      "T1098.003": "Workloads behind the profile gain the privileges of another role.",
    },
    caveats: ["[api] It is this call in which PassRole is used; no event called PassRole exists."],
  },
  RemoveRoleFromInstanceProfile: {
    does: "[api] Takes the role out of an instance profile. Role and profile stay.",
    matters:
      "[api] Applications on instances that use the profile lose their credentials when those they hold expire.",
    benign:
      "[reason] A step before the deletion of role or profile, or the first half of exchanging the role.",
    consequences: [
      "[T1531] Backups, agents and applications on the instances fail hours later, when nobody thinks of this call.",
      "[reason] Followed by AddRoleToInstanceProfile it exchanges the rights of the whole fleet.",
      "[reason] Credentials that an instance holds work until they expire, some hours at most.",
    ],
    technique: {
      T1531: "Workloads are cut off from their access.",
    },
    caveats: [
      "[api] Which instances used the profile is not in IAM's record; EC2 events of the same account tell.",
      "[api] Profile and role are both in the request, which is why this record helps to undo a later DeleteInstanceProfile.",
    ],
  },
  DeleteInstanceProfile: {
    does: "[api] Deletes an instance profile: the container that hands a role to an EC2 instance when it starts. The role is not deleted; on the contrary the call is refused while a role is inside.",
    matters:
      "[api] Instances that use the profile get no new credentials, so applications on them break when those that they hold expire. Nobody gains any access by it.",
    benign:
      "[reason] Taking down a server: the role is removed from the profile, then profile and role are deleted, by the same tool. Deleting a role in the console also deletes the profile of the same name.",
    consequences: [
      "[T1531] An unauthorized deletion is a disturbance: the fleet behind the profile loses its permissions, with an outage that begins later than the call.",
      "[reason] Deleted without documentation or word to others, the permissions and settings that the profile stood for have to be found out again under time pressure.",
      "[reason] In an environment of several accounts, launch templates, scaling groups and pipelines that name the profile by ARN fail to start instances until it exists again.",
      "[identifiers] A profile made again has the same ARN but another id; instances must be associated with it anew.",
    ],
    technique: {
      T1531: "Workloads lose the credentials that the profile gave them.",
      T1485: "A piece of the configuration is destroyed on which instances depend.",
    },
    caveats: [
      "[api] The role is not named here; RemoveRoleFromInstanceProfile just before has it.",
      "[api] While a role is in the profile the call fails with DeleteConflictException.",
      "[ec2] Associations with instances are EC2's, under eventSource ec2.amazonaws.com and in the Region of the instance.",
    ],
  },
};
