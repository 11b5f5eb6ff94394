// What is not saved is not lost by a press on a link: whoever leaves is asked.
import { shallowRef, type Ref, type ShallowRef } from "vue";
import { onBeforeRouteLeave, useRouter } from "vue-router";
import { me } from "../kernel/token";

export interface Leaving {
  asked: ShallowRef<string>; // where to, while it is asked
  stay: () => void;
  leave: () => void;
}

export function leaving(dirty: Ref<boolean>): Leaving {
  const router = useRouter();
  const asked = shallowRef("");
  let sure = false;
  onBeforeRouteLeave((to) => {
    if (!dirty.value || sure || !me.value) return true;
    asked.value = to.fullPath;
    return false;
  });
  return {
    asked,
    stay: () => (asked.value = ""),
    leave: () => {
      sure = true;
      void router.push(asked.value);
    },
  };
}
