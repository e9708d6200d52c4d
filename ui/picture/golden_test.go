package picture

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"glpat/gitlab/catalog"
)

func TestWholePictures(t *testing.T) {
	for _, scene := range scenes {
		for _, pages := range catalog.AllLayouts() {
			if !has(pages, scene.scene) {
				continue
			}
			for _, width := range []int{36, 56} {
				t.Run(fmt.Sprintf("%s/%s-%d", scene.name, pages.Since, width), func(t *testing.T) {
					golden.RequireEqual(t, plain(scene.scene, pages, ordinary, frame(width, 0))+"\n")
				})
			}
		}
	}
}

func TestCroppedPictures(t *testing.T) {
	for _, scene := range scenes {
		for _, release := range []catalog.Release{catalog.NewRelease(15, 11), catalog.NewRelease(16, 3), catalog.NewRelease(19, 2)} {
			if !has(catalog.LayoutAt(release), scene.scene) {
				continue
			}
			for _, height := range []int{6, 9} {
				t.Run(fmt.Sprintf("%s/%s-%d-lines", scene.name, release, height), func(t *testing.T) {
					golden.RequireEqual(t, plain(scene.scene, catalog.LayoutAt(release), ordinary, frame(56, height))+"\n")
				})
			}
		}
	}
}
